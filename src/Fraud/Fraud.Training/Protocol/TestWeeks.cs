using Platform.Learning;
using Platform.Statistics;

namespace Fraud.Training.Protocol;

/// <summary>One test week, or the mean of several, measured with 95 % intervals.</summary>
/// <param name="weeks">At least one.</param>
public sealed class TestWeeks(IReadOnlyList<ScoredRows> weeks)
{
    private const int Seed = 7;

    /// <summary>
    /// A bootstrap of whole cards, as the payments of one card depend on each other, in one week and from week to week: a
    /// card is drawn for all of them.
    /// </summary>
    public FraudMetrics Measure()
    {
        var cards = weeks.SelectMany(week => week.Rows.Payments).Select(payment => payment.Customer).Distinct().Order().ToArray();
        var ranked = weeks.Select(week => (week.Rows.Payments, Rows: new RankedRows(week.Scores, [.. week.Rows.Payments.Select(payment => payment.Fraud)]))).ToArray();
        var precisions = weeks.Select(week => week.Precision()).ToArray();
        return new FraudMetrics(
            WithInterval(times => ranked.Average(week => week.Rows.Measure(row => times[week.Payments[row].Customer]).Auc)),
            WithInterval(times => ranked.Average(week => week.Rows.Measure(row => times[week.Payments[row].Customer]).AveragePrecision)),
            WithInterval(times => precisions.Average(week => week.At(ScoredRows.CardsADay, card => times[card]))));

        Interval WithInterval(Func<int[], double> measure) => Bootstrap.Interval(
            drawn =>
            {
                var times = new int[cards[^1] + 1];
                foreach (var index in drawn)
                {
                    times[cards[index]]++;
                }

                return measure(times);
            },
            cards.Length,
            Seed);
    }
}

/// <param name="Auc">Area under the ROC curve.</param>
/// <param name="AveragePrecision">Average precision.</param>
/// <param name="CardPrecision">Card Precision@100.</param>
public sealed record FraudMetrics(Interval Auc, Interval AveragePrecision, Interval CardPrecision);
