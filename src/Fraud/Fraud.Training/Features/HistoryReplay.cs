using Fraud.Api.Domain.Features;
using Fraud.Training.Data;

namespace Fraud.Training.Features;

/// <summary>Gives each payment of a file what was known at its time: <see cref="RollingHistory{TKey}"/> with every label when it came.</summary>
public sealed class HistoryReplay
{
    private readonly RollingHistory<int> _stream = new();

    /// <summary>Takes the next payment; they must come in order of time.</summary>
    public PointInTime Next(in CardPayment payment) => _stream.Next(
        payment.At, payment.Customer, payment.Terminal, payment.Amount, payment.Fraud ? payment.LabelledAt ?? payment.At : null);
}
