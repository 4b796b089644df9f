namespace Fraud.Api.Domain.Measuring;

/// <summary>
/// Card Precision top-k of the handbook (chapter 4.4): each day the k cards with the highest score of the day are checked;
/// the share of them with a fraud that day, averaged over the days. A card found compromised leaves the following days.
/// Cards of equal score are taken in the order of their numbers.
/// </summary>
public sealed class CardPrecision
{
    private readonly (int Card, bool Fraud)[][] _days;

    /// <param name="days">Day of each row, from 0.</param>
    /// <param name="cards">Card of each row, from 0.</param>
    /// <param name="frauds">Label of each row.</param>
    /// <param name="scores">Score of each row.</param>
    public CardPrecision(IReadOnlyList<int> days, IReadOnlyList<int> cards, IReadOnlyList<bool> frauds, IReadOnlyList<float> scores) =>
        _days =
        [
            .. Enumerable.Range(0, days.Count)
                .GroupBy(row => days[row])
                .OrderBy(day => day.Key)
                .Select(day => day
                    .GroupBy(row => cards[row])
                    .Select(rows => (Card: rows.Key, Fraud: rows.Any(row => frauds[row]), Score: rows.Max(row => scores[row])))
                    .OrderByDescending(card => card.Score)
                    .ThenBy(card => card.Card)
                    .Select(card => (card.Card, card.Fraud))
                    .ToArray()),
        ];

    public double At(int k) => At(k, _ => 1);

    /// <summary>The same where each card stands for several (drawn so many times in a resample) or for none.</summary>
    public double At(int k, Func<int, int> times)
    {
        var found = new HashSet<int>();
        return _days.Average(day =>
        {
            var (taken, hits) = (0, 0);
            foreach (var (card, fraud) in day.Where(entry => !found.Contains(entry.Card)))
            {
                var copies = Math.Min(times(card), k - taken);
                taken += copies;
                if (fraud && copies > 0)
                {
                    hits += copies;
                    found.Add(card);
                }

                if (taken == k)
                {
                    break;
                }
            }

            return (double)hits / k;
        });
    }
}
