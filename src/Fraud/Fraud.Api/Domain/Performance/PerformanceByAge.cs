namespace Fraud.Api.Domain.Performance;

/// <summary>
/// Makes the report: for each day what is known, what is expected, and for days whose labels are in by now what would have
/// been expected on the morning after them, from nothing but what was known then.
/// </summary>
/// <param name="decisions">Of one model, from the beginning of the first day's reference period on.</param>
/// <param name="silence">What it means that a payment has no label.</param>
/// <param name="maturityDays">The age from which on labels count as in.</param>
/// <param name="referenceDays">Days of mature payments that calibration and delays are learned from.</param>
public sealed class PerformanceByAge(IEnumerable<DecisionCount> decisions, Silence silence, int maturityDays, int referenceDays)
{
    private static readonly int[] Ages = [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120];

    private readonly DecisionCounts _counts = new(decisions, silence.GenuineAfterDays);

    /// <param name="from">First day.</param>
    /// <param name="until">The day after the last.</param>
    /// <param name="asOf">Today: what was labelled before its morning is known.</param>
    public PerformanceReport Of(string modelVersion, DateOnly from, DateOnly until, DateOnly asOf)
    {
        var today = asOf.DayNumber;
        var (calibration, delay) = LearnedBy(today);
        var days = Enumerable.Range(from.DayNumber, until.DayNumber - from.DayNumber).Where(day => _counts.Has(day)).ToArray();
        PastEstimate[] past = [.. days.Where(day => IsMature(day, today)).Select(day => Past(day, today)).OfType<PastEstimate>()];
        return new PerformanceReport(
            modelVersion,
            from,
            until,
            asOf,
            maturityDays,
            silence,
            calibration?.Payments ?? 0,
            [.. Ages.Where(age => age <= Math.Max(maturityDays, 1)).Select(age => new LabelsByAge(age, delay.Share(true, age), delay.Share(false, age)))],
            [.. days.Select(day => Day(day, today, calibration, delay))],
            Error(past, estimate => (estimate.Estimated.Precision, estimate.Precision)),
            Error(past, estimate => (estimate.Estimated.Recall, estimate.Recall)),
            past);
    }

    /// <summary>What could be learned by a morning: payments that were mature then, labels that were known then.</summary>
    private (ScoreCalibration? Calibration, LabelDelay Delay) LearnedBy(int asOf)
    {
        var until = asOf - maturityDays;
        DecisionCount[] reference = [.. _counts.Between(until - referenceDays, until, asOf)];
        return (ScoreCalibration.Of(reference), new LabelDelay(reference));
    }

    private bool IsMature(int day, int asOf) => asOf - day > maturityDays;

    private PerformanceDay Day(int day, int today, ScoreCalibration? calibration, LabelDelay delay)
    {
        DecisionCount[] known = [.. _counts.On(day, today)];
        var age = today - day;
        return new PerformanceDay(
            DateOnly.FromDayNumber(day),
            age,
            known.Sum(count => count.Count),
            Sum(known, count => count.Alert),
            Sum(known, count => count.Fraud is not null),
            delay.Share(fraud: true, age),
            IsMature(day, today),
            Sum(known, count => count.Fraud == true),
            Sum(known, count => count.Fraud == true && count.Alert),
            calibration is null ? null : PerformanceEstimate.Of(known, age, calibration, delay));
    }

    private PastEstimate? Past(int day, int today)
    {
        var morningAfter = day + 1;
        if (LearnedBy(morningAfter) is not ({ } calibration, var delay))
        {
            return null;
        }

        DecisionCount[] came = [.. _counts.On(day, today)];
        int frauds = Sum(came, count => count.Fraud == true), caught = Sum(came, count => count.Fraud == true && count.Alert);
        var labelledAlerts = Sum(came, count => count.Fraud is not null && count.Alert);
        return new PastEstimate(
            DateOnly.FromDayNumber(day),
            PerformanceEstimate.Of(_counts.On(day, morningAfter), age: 1, calibration, delay),
            frauds,
            labelledAlerts == 0 ? null : (double)caught / labelledAlerts,
            frauds == 0 ? null : (double)caught / frauds);
    }

    private static EstimateError Error(PastEstimate[] past, Func<PastEstimate, (Platform.Statistics.Interval? Estimated, double? Came)> measure)
    {
        var pairs = past.Select(measure).Where(pair => pair is { Estimated: not null, Came: not null })
            .Select(pair => (Estimated: pair.Estimated!, Came: pair.Came!.Value)).ToArray();
        return pairs.Length == 0
            ? new EstimateError(0, null, null, null)
            : new EstimateError(
                pairs.Length,
                pairs.Average(pair => pair.Estimated.Value - pair.Came),
                pairs.Average(pair => Math.Abs(pair.Estimated.Value - pair.Came)),
                pairs.Average(pair => pair.Estimated.Low <= pair.Came && pair.Came <= pair.Estimated.High ? 1.0 : 0));
    }

    private static int Sum(DecisionCount[] counts, Func<DecisionCount, bool> which) => counts.Where(which).Sum(count => count.Count);
}
