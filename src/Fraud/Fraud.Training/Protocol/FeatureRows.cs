using Fraud.Api.Domain.Features;
using Fraud.Training.Data;
using Fraud.Training.Features;

namespace Fraud.Training.Protocol;

/// <summary>Payments of one period with their features.</summary>
/// <param name="Payments">n payments in order of time.</param>
/// <param name="Values">n rows of features, one after the other.</param>
public sealed record FeatureRows(CardPayment[] Payments, float[] Values)
{
    // The longest window reaches back this far.
    private static readonly TimeSpan Reach = FeatureWindows.LabelDelay + FeatureWindows.Month;

    public float[] Labels() => [.. Payments.Select(payment => payment.Fraud ? 1f : 0f)];

    public int Frauds => Payments.Count(payment => payment.Fraud);

    /// <summary>Training and test rows of a protocol, made in one pass over what their windows can see.</summary>
    public static (FeatureRows Train, FeatureRows Test) Of(
        IReadOnlyList<CardPayment> payments, HandbookProtocol protocol, FeatureSet features)
    {
        var compromised = protocol.CompromisedFrom(payments);
        var (train, test) = (new Rows(features), new Rows(features));
        var replay = new HistoryReplay();
        foreach (var payment in payments)
        {
            if (payment.At < protocol.TrainFrom - Reach || payment.At >= protocol.TestUntil)
            {
                continue;
            }

            var known = replay.Next(payment);
            if (protocol.IsTraining(payment))
            {
                train.Add(payment, known);
            }
            else if (protocol.IsTestPeriod(payment)
                && !(compromised.TryGetValue(payment.Customer, out var from) && from <= protocol.TestDay(payment.At)))
            {
                test.Add(payment, known);
            }
        }

        return (train.Taken(), test.Taken());
    }

    private sealed class Rows(FeatureSet features)
    {
        private readonly List<CardPayment> _payments = [];
        private readonly List<float> _values = [];

        public void Add(CardPayment payment, PointInTime known)
        {
            _payments.Add(payment);
            _values.AddRange(features.Vector(known));
        }

        public FeatureRows Taken() => new([.. _payments], [.. _values]);
    }
}
