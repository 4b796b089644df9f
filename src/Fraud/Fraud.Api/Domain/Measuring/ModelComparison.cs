using Platform.Statistics;

namespace Fraud.Api.Domain.Measuring;

/// <summary>A payment that two models scored.</summary>
/// <param name="Customer">Number of the customer, from 0.</param>
/// <param name="Day">Number of the day (UTC), from any day on.</param>
/// <param name="Fraud">Null as long as that is not known.</param>
/// <param name="Live">Score and what the thresholds of its model say.</param>
/// <param name="Shadow">The same of the candidate.</param>
public readonly record struct ComparedPayment(
    int Customer, int Day, bool? Fraud, (float Score, Outcome Outcome) Live, (float Score, Outcome Outcome) Shadow);

/// <summary>A measure of both models on the same payments. Null where it is not defined: no fraud, or too few customers.</summary>
/// <param name="Difference">Candidate less live, from the same draws: an interval without 0 says they differ.</param>
public sealed record ComparedMeasure(string Name, Interval? Live, Interval? Shadow, Interval? Difference);

/// <summary>
/// Two models on the same payments, with 95 % percentile intervals by a bootstrap of customers (<see cref="ClusterBootstrap"/>):
/// AUC and average precision on those with a label; precision among the k highest cards of each day on the same, as the
/// handbook measures it (<see cref="CardPrecision"/>); alerts a day (review or decline) and agreement on all.
/// </summary>
public static class ModelComparison
{
    public const int Seed = 20;
    public const int Resamples = 1000;

    /// <param name="cards">Cards that can be checked a day.</param>
    /// <returns>Each measure, and the share of payments on which both models come to the same outcome.</returns>
    public static (ComparedMeasure[] Measures, Interval? Agreement) Of(
        IReadOnlyList<ComparedPayment> payments, int cards, CancellationToken cancellationToken, int resamples = Resamples)
    {
        var customers = payments.Count == 0 ? 0 : payments.Max(payment => payment.Customer) + 1;
        if (customers == 0)
        {
            return ([], null);
        }

        ComparedPayment[] labelled = [.. payments.Where(payment => payment.Fraud is not null)];
        var (live, shadow) = (new Ranking(labelled, p => p.Live.Score, cards), new Ranking(labelled, p => p.Shadow.Score, cards));
        var counts = Counts.Of(payments, customers);
        var days = payments.Select(payment => payment.Day).Distinct().Count();

        var intervals = ClusterBootstrap.Intervals(
            customers,
            times =>
            {
                var (l, s, c) = (live.Measure(times), shadow.Measure(times), counts.Measure(times, days));
                return
                [
                    l.Auc, s.Auc, s.Auc - l.Auc,
                    l.AveragePrecision, s.AveragePrecision, s.AveragePrecision - l.AveragePrecision,
                    l.Cards, s.Cards, s.Cards - l.Cards,
                    c.Live, c.Shadow, c.Shadow - c.Live,
                    c.Agreement,
                ];
            },
            Seed,
            resamples,
            cancellationToken);

        string[] names = ["auc", "average-precision", "card-precision", "alerts-a-day"];
        return ([.. names.Select((name, i) => new ComparedMeasure(name, intervals[3 * i], intervals[(3 * i) + 1], intervals[(3 * i) + 2]))], intervals[^1]);
    }

    private sealed class Ranking
    {
        private readonly int[] _customers;
        private readonly RankedRows _rows;
        private readonly CardPrecision? _cards;
        private readonly int _k;

        public Ranking(ComparedPayment[] payments, Func<ComparedPayment, float> score, int k)
        {
            _k = k;
            _customers = [.. payments.Select(payment => payment.Customer)];
            bool[] frauds = [.. payments.Select(payment => payment.Fraud == true)];
            float[] scores = [.. payments.Select(score)];
            _rows = new RankedRows(scores, frauds);
            _cards = payments.Length == 0 ? null : new CardPrecision([.. payments.Select(payment => payment.Day)], _customers, frauds, scores);
        }

        public (double Auc, double AveragePrecision, double Cards) Measure(int[] times)
        {
            var (auc, precision) = _rows.Measure(row => times[_customers[row]]);
            return (auc, precision, _cards?.At(_k, customer => times[customer]) ?? double.NaN);
        }
    }

    // By customer: payments, alerts of either model, and equal outcomes.
    private sealed record Counts(int[] Payments, int[] Live, int[] Shadow, int[] Equal)
    {
        public static Counts Of(IReadOnlyList<ComparedPayment> payments, int customers)
        {
            var counts = new Counts(new int[customers], new int[customers], new int[customers], new int[customers]);
            foreach (var payment in payments)
            {
                counts.Payments[payment.Customer]++;
                counts.Live[payment.Customer] += payment.Live.Outcome == Outcome.Approve ? 0 : 1;
                counts.Shadow[payment.Customer] += payment.Shadow.Outcome == Outcome.Approve ? 0 : 1;
                counts.Equal[payment.Customer] += payment.Live.Outcome == payment.Shadow.Outcome ? 1 : 0;
            }

            return counts;
        }

        public (double Live, double Shadow, double Agreement) Measure(int[] times, int days)
        {
            double payments = 0, live = 0, shadow = 0, equal = 0;
            for (var customer = 0; customer < times.Length; customer++)
            {
                payments += times[customer] * Payments[customer];
                live += times[customer] * Live[customer];
                shadow += times[customer] * Shadow[customer];
                equal += times[customer] * Equal[customer];
            }

            return (live / days, shadow / days, equal / payments);
        }
    }
}
