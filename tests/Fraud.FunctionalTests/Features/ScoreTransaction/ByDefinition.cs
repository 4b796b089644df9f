using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;

namespace Fraud.FunctionalTests.Features.ScoreTransaction;

/// <summary>What is known of a payment by the definition of the windows: by looking at every payment that was recorded before it.</summary>
internal static class ByDefinition
{
    public static PointInTime Facts(Transaction now, IEnumerable<Transaction> recordedBefore)
    {
        var before = recordedBefore.Where(other => other.At <= now.At).ToArray();
        var customers = before.Where(other => other.CustomerId == now.CustomerId).ToArray();
        var terminals = before.Where(other => other.TerminalId == now.TerminalId).ToArray();
        var seen = now.At - FeatureWindows.LabelDelay;
        return new PointInTime(
            now.At,
            now.BaseAmount,
            new CustomerHistory(
                Customer(FeatureWindows.Day),
                Customer(FeatureWindows.Week),
                Customer(FeatureWindows.Month),
                Largest(customers.Where(other => other.At > now.At - FeatureWindows.Week)),
                Genuine([.. Known(customers).Where(other => !IsFraud(other))])),
            new TerminalHistory(Terminal(FeatureWindows.Day), Terminal(FeatureWindows.Week), Terminal(FeatureWindows.Month), Run([.. Known(terminals)])));

        CustomerWindow Customer(TimeSpan window)
        {
            var within = customers.Where(other => other.At > now.At - window).Append(now).ToArray();
            return new CustomerWindow(within.Length, within.Sum(other => other.BaseAmount));
        }

        TerminalWindow Terminal(TimeSpan window)
        {
            var within = terminals.Where(other => other.At > seen - window && other.At <= seen).ToArray();
            return new TerminalWindow(within.Length, within.Count(IsFraud));
        }

        IEnumerable<Transaction> Known(IEnumerable<Transaction> payments) =>
            payments.Where(other => other.At > seen - FeatureWindows.Month && other.At <= seen);

        bool IsFraud(Transaction other) => other.Verdict == Verdict.Chargeback && other.LabelledAt <= now.At;

        FraudRun Run(Transaction[] known)
        {
            var run = known.Where(payment => known.All(other => IsFraud(other) || other.At < payment.At)).ToArray();
            return new FraudRun(run.Length, run.Sum(payment => payment.BaseAmount), run.Length == 0 ? null : run.Min(payment => payment.At));
        }
    }

    private static GenuinePayments Genuine(Transaction[] payments) =>
        new(payments.Length, payments.Sum(payment => payment.BaseAmount), Largest(payments));

    private static decimal Largest(IEnumerable<Transaction> payments) =>
        payments.Select(payment => payment.BaseAmount).DefaultIfEmpty().Max();
}
