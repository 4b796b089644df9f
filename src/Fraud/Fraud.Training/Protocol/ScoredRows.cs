using Platform.Learning;

namespace Fraud.Training.Protocol;

/// <summary>The test rows of a protocol with a model's scores, and what the handbook measures on them.</summary>
public sealed record ScoredRows(HandbookProtocol Protocol, FeatureRows Rows, float[] Scores)
{
    /// <summary>Cards that can be checked a day.</summary>
    public const int CardsADay = 100;

    private const int Seed = 7;

    public double Auc() => Metrics.RocAuc(Scores, Rows.Labels());

    public double AveragePrecision() => Metrics.AveragePrecision(Scores, Rows.Labels());

    public double CardPrecision() => Precision().At(CardsADay);

    /// <summary>Values with 95 % intervals by a bootstrap of whole cards, as the payments of one card depend on each other.</summary>
    public FraudMetrics Measure()
    {
        var labels = Rows.Labels();
        var cards = Rows.Payments.Select(payment => payment.Customer).ToArray();
        return new FraudMetrics(
            Bootstrap.Interval(rows => Metrics.RocAuc(Bootstrap.Pick(Scores, rows), Bootstrap.Pick(labels, rows)), labels.Length, Seed, groups: cards),
            Bootstrap.Interval(rows => Metrics.AveragePrecision(Bootstrap.Pick(Scores, rows), Bootstrap.Pick(labels, rows)), labels.Length, Seed, groups: cards),
            CardPrecisionInterval(cards));
    }

    private Interval CardPrecisionInterval(int[] cards)
    {
        var precision = Precision();
        var distinct = cards.Distinct().Order().ToArray();
        return Bootstrap.Interval(
            drawn =>
            {
                var times = drawn.CountBy(index => distinct[index]).ToDictionary();
                return precision.At(CardsADay, card => times.GetValueOrDefault(card));
            },
            distinct.Length,
            Seed);
    }

    private CardPrecision Precision() => new(
        [.. Rows.Payments.Select(payment => Protocol.TestDay(payment.At))],
        [.. Rows.Payments.Select(payment => payment.Customer)],
        [.. Rows.Payments.Select(payment => payment.Fraud)],
        Scores);
}

/// <param name="Auc">Area under the ROC curve.</param>
/// <param name="AveragePrecision">Average precision.</param>
/// <param name="CardPrecision">Card Precision@100.</param>
public sealed record FraudMetrics(Interval Auc, Interval AveragePrecision, Interval CardPrecision);
