namespace Fraud.Api.Domain.Performance;

/// <summary>Decisions of one day that are alike: so many with a score in one bucket, the same outcome and the same label.</summary>
/// <param name="Day">Day of the payments (UTC), as the number of <see cref="DateOnly"/>.</param>
/// <param name="Bucket">Number of their scores' bucket, ascending with the score.</param>
/// <param name="Alert">Whether they were held up: review or decline.</param>
/// <param name="Fraud">What the label says; null as long as there is none.</param>
/// <param name="LabelDay">The day on which it became known; null as long as there is none.</param>
/// <param name="Count">How many they are.</param>
public readonly record struct DecisionCount(int Day, int Bucket, bool Alert, bool? Fraud, int? LabelDay, int Count);

/// <summary>
/// Decisions by day, as counts: as many numbers as there are kinds, however many payments there were. What was known on the
/// morning of a day (00:00 UTC) is what was labelled on days before it.
/// </summary>
public sealed class DecisionCounts
{
    private readonly Dictionary<int, DecisionCount[]> _days;
    private readonly int? _silenceDays;

    /// <param name="silenceDays">From this age on a payment without a label counts as genuine; null: never.</param>
    public DecisionCounts(IEnumerable<DecisionCount> counts, int? silenceDays = null) =>
        (_days, _silenceDays) = (counts.GroupBy(count => count.Day).ToDictionary(day => day.Key, day => day.ToArray()), silenceDays);

    public bool Has(int day) => _days.ContainsKey(day);

    /// <summary>The decisions of a day as they were known on a morning: what was labelled later was silent then.</summary>
    public IEnumerable<DecisionCount> On(int day, int asOf) =>
        _days.TryGetValue(day, out var counts) ? counts.Select(count => Known(count, asOf)) : [];

    /// <summary>The same for the days from the first to before the last.</summary>
    public IEnumerable<DecisionCount> Between(int from, int until, int asOf) =>
        Enumerable.Range(from, Math.Max(0, until - from)).SelectMany(day => On(day, asOf));

    private DecisionCount Known(DecisionCount count, int asOf) =>
        count.LabelDay < asOf ? count
        : count.Day + _silenceDays < asOf ? count with { Fraud = false, LabelDay = count.Day + _silenceDays }
        : count with { Fraud = null, LabelDay = null };
}
