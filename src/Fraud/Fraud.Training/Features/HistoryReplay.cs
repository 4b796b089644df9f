using Fraud.Api.Domain.Features;
using Fraud.Training.Data;

namespace Fraud.Training.Features;

/// <summary>
/// Gives each payment of a stream what was known at its time, as the service gets it from its database. One pass,
/// constant time a payment: the windows only ever move forward over running totals.
/// </summary>
public sealed class HistoryReplay
{
    private readonly Dictionary<int, CustomerLedger> _customers = [];
    private readonly Dictionary<int, TerminalLedger> _terminals = [];
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    /// <summary>Takes the next payment; they must come in order of time.</summary>
    public PointInTime Next(in CardPayment payment)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(payment.At, _last);
        _last = payment.At;

        var customer = _customers.TryGetValue(payment.Customer, out var c) ? c : _customers[payment.Customer] = new CustomerLedger();
        var terminal = _terminals.TryGetValue(payment.Terminal, out var t) ? t : _terminals[payment.Terminal] = new TerminalLedger();
        return new PointInTime(
            payment.At,
            payment.Amount,
            customer.Add(payment.At, payment.Amount),
            terminal.Add(payment.At, payment.Fraud));
    }
}
