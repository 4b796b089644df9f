namespace Fraud.Api.Domain.Performance;

/// <summary>
/// How many of the labels that come at all have come by an age, for frauds and for genuine payments apart, as chargebacks
/// take weeks and confirmations may take hours. Empirical distribution over payments that are old enough for all their labels
/// to be in; younger ones are left out, because of theirs only the quick labels are known (right truncation: Lawless,
/// Statistical Models and Methods for Lifetime Data, 2nd ed. 2003, ch. 2.4).
/// </summary>
public sealed class LabelDelay
{
    private readonly int[] _frauds;
    private readonly int[] _genuine;

    /// <param name="counts">Payments that are old enough, with the labels known by now.</param>
    public LabelDelay(IEnumerable<DecisionCount> counts)
    {
        DecisionCount[] labelled = [.. counts.Where(count => count.Fraud is not null)];
        _frauds = Delays(labelled.Where(count => count.Fraud == true));
        _genuine = Delays(labelled.Where(count => count.Fraud == false));
    }

    /// <summary>Share of the labels that are in at an age of so many days, 0 to 1; null where no such label is known.</summary>
    public double? Share(bool fraud, int age)
    {
        var delays = fraud ? _frauds : _genuine;
        if (delays.Length == 0)
        {
            return null;
        }

        // A label of delay n, in days, is known on the morning that follows: at the age of n + 1.
        var index = Array.BinarySearch(delays, age);
        var before = index < 0 ? ~index : index;
        while (before > 0 && delays[before - 1] == age)
        {
            before--;
        }

        return (double)before / delays.Length;
    }

    private static int[] Delays(IEnumerable<DecisionCount> labelled) =>
        [.. labelled.SelectMany(count => Enumerable.Repeat(count.LabelDay!.Value - count.Day, count.Count)).Order()];
}
