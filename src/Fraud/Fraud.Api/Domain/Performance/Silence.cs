namespace Fraud.Api.Domain.Performance;

/// <summary>
/// What it means that nobody said what a payment was. Where only frauds are reported, approvals with a label are nearly all fraud: a
/// calibration on labels alone would take every score for certain fraud. So silence is taken for genuine, once labels are in, wherever
/// fewer than half of the approvals that are old enough have a label; nobody has to know of it to get an estimate that means something.
/// </summary>
/// <param name="GenuineAfterDays">From this age on a payment without a label counts as genuine; null: never.</param>
/// <param name="IsAssumed">Whether that was concluded from the labels, and not asked for.</param>
/// <param name="LabelledApprovals">Share of the mature approvals that have a label; null where there is no such approval.</param>
public sealed record Silence(int? GenuineAfterDays, bool IsAssumed, double? LabelledApprovals)
{
    /// <summary>Below this share of labelled approvals silence speaks.</summary>
    public const double MostlyLabelled = .5;

    /// <param name="counts">Decisions with their labels.</param>
    /// <param name="asked">What the reader of the report says; null: nothing.</param>
    /// <param name="maturityDays">The age from which on labels count as in.</param>
    /// <param name="asOf">What was labelled before the morning of this day is known.</param>
    public static Silence Of(IEnumerable<DecisionCount> counts, int? asked, int maturityDays, int asOf)
    {
        var (labelled, all) = (0L, 0L);
        foreach (var count in counts.Where(count => !count.Alert && asOf - count.Day > maturityDays))
        {
            all += count.Count;
            labelled += count.LabelDay < asOf ? count.Count : 0;
        }

        double? share = all == 0 ? null : (double)labelled / all;
        return asked is null && share < MostlyLabelled ? new Silence(maturityDays, true, share) : new Silence(asked, false, share);
    }
}
