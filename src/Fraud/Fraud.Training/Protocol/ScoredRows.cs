using Fraud.Api.Domain.Measuring;
using Platform.Learning;
using Platform.Statistics;

namespace Fraud.Training.Protocol;

/// <summary>The test rows of a protocol with a model's scores, and what the handbook measures on them.</summary>
public sealed record ScoredRows(HandbookProtocol Protocol, FeatureRows Rows, float[] Scores)
{
    /// <summary>Cards that can be checked a day.</summary>
    public const int CardsADay = 100;

    public double Auc() => Metrics.RocAuc(Scores, Rows.Labels());

    public double AveragePrecision() => Metrics.AveragePrecision(Scores, Rows.Labels());

    public double CardPrecision() => Precision().At(CardsADay);

    /// <summary>The measures with 95 % intervals.</summary>
    public FraudMetrics Measure() => new TestWeeks([this]).Measure();

    internal CardPrecision Precision() => new(
        [.. Rows.Payments.Select(payment => Protocol.TestDay(payment.At))],
        [.. Rows.Payments.Select(payment => payment.Customer)],
        [.. Rows.Payments.Select(payment => payment.Fraud)],
        Scores);
}
