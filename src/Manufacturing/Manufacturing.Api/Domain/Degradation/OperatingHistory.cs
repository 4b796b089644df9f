namespace Manufacturing.Api.Domain.Degradation;

/// <summary>
/// The parts of a machine's life that its condition is read from: how it was when it was first seen, and how it is now.
/// Both are windows by cycle number, so gaps leave fewer readings and do not stretch them.
/// </summary>
/// <param name="Early">Readings of the first <see cref="EarlyCycles"/> cycles on record, ascending; at least one.</param>
/// <param name="Recent">Readings of the last <see cref="RecentCycles"/> cycles up to the newest, ascending; at least one.</param>
public sealed record OperatingHistory(IReadOnlyList<Cycle> Early, IReadOnlyList<Cycle> Recent)
{
    public const int EarlyCycles = 30;
    public const int RecentCycles = 30;

    /// <summary>Cycles run when the newest reading was taken.</summary>
    public int CyclesRun => Recent[^1].Number;

    /// <summary>The windows of a record as it stood after its first <paramref name="count"/> readings.</summary>
    /// <param name="readings">All readings, ascending by cycle.</param>
    public static OperatingHistory After(ReadOnlySpan<Cycle> readings, int count)
    {
        var known = readings[..count];
        var (earlyUntil, recentAfter) = (known[0].Number + EarlyCycles, known[^1].Number - RecentCycles);
        int early = 0, recent = count;
        while (early < count && known[early].Number < earlyUntil)
        {
            early++;
        }

        while (recent > 0 && known[recent - 1].Number > recentAfter)
        {
            recent--;
        }

        return new OperatingHistory(known[..early].ToArray(), known[recent..].ToArray());
    }
}
