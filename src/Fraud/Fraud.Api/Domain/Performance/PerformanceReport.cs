namespace Fraud.Api.Domain.Performance;

/// <summary>One day's decisions.</summary>
/// <param name="Age">Days since its morning: the age of its labels.</param>
/// <param name="Labelled">Decisions whose label is in, or whose silence counts.</param>
/// <param name="ExpectedFraudLabels">Share of the frauds' labels that are usually in at this age; null where no fraud's delay is known.</param>
/// <param name="IsMature">Whether the labels are in, as far as they come.</param>
/// <param name="KnownFrauds">Frauds known by now. On young days this is low because labels are late, and says nothing of the model.</param>
/// <param name="KnownCaught">Of these, held up.</param>
/// <param name="Estimate">With what is expected of the payments not yet labelled; null without a reference period.</param>
public sealed record PerformanceDay(
    DateOnly Day, int Age, int Payments, int Alerts, int Labelled, double? ExpectedFraudLabels, bool IsMature, int KnownFrauds, int KnownCaught,
    PerformanceEstimate? Estimate);

/// <summary>What was estimated on the morning after a day, with what was known then, and what came.</summary>
/// <param name="Frauds">By the labels.</param>
/// <param name="Precision">By the labels, of the labelled alerts.</param>
/// <param name="Recall">By the labels.</param>
public sealed record PastEstimate(DateOnly Day, PerformanceEstimate Estimated, int Frauds, double? Precision, double? Recall)
{
    public double? PrecisionError => Estimated.Precision?.Value - Precision;

    public double? RecallError => Estimated.Recall?.Value - Recall;
}

/// <summary>How far past estimates were from what came.</summary>
/// <param name="Days">Days with both.</param>
/// <param name="MeanError">Mean of estimate less truth: above 0, the estimates were too good.</param>
/// <param name="MeanAbsoluteError">Mean distance.</param>
/// <param name="Covered">Share of the days whose 95 % interval held the truth.</param>
public sealed record EstimateError(int Days, double? MeanError, double? MeanAbsoluteError, double? Covered);

/// <param name="Age">In days.</param>
/// <param name="Frauds">Share of the frauds' labels that are in.</param>
/// <param name="Genuine">Share of the genuine payments' labels that are in.</param>
public sealed record LabelsByAge(int Age, double? Frauds, double? Genuine);

/// <summary>How well decisions were made, by the age of their labels.</summary>
/// <param name="MaturityDays">The age from which on labels count as in.</param>
/// <param name="Silence">What it was taken for that a payment has no label.</param>
/// <param name="ReferencePayments">Labelled payments that today's estimates learned from; 0: there is no estimate.</param>
/// <param name="LabelsIn">How late labels come.</param>
/// <param name="Past">Estimates of past days as they would have been on the next morning, beside what came.</param>
public sealed record PerformanceReport(
    string ModelVersion,
    DateOnly From,
    DateOnly Until,
    DateOnly AsOf,
    int MaturityDays,
    Silence Silence,
    int ReferencePayments,
    LabelsByAge[] LabelsIn,
    PerformanceDay[] Days,
    EstimateError PrecisionError,
    EstimateError RecallError,
    PastEstimate[] Past);
