using Fraud.Api.Domain;

namespace Fraud.Training.Protocol;

/// <summary>
/// The rule by which thresholds are chosen, on validation weeks:
/// review from the lowest score at which no more cards a day are held up than can be checked
/// (<see cref="ScoredRows.CardsADay"/>, on average over the days); decline from the lowest score from which at least
/// <see cref="DeclinePrecision"/> of the payments were fraud.
/// </summary>
public static class AlertThresholds
{
    public const double DeclinePrecision = .9;

    public static Thresholds Choose(IReadOnlyList<ScoredRows> weeks)
    {
        var review = Review(weeks);
        return new Thresholds(review, Math.Max(review, Decline(weeks)));
    }

    private static double Review(IReadOnlyList<ScoredRows> weeks)
    {
        // A card counts once a day, with its highest score of the day.
        var cards = weeks
            .SelectMany(week => week.Rows.Payments
                .Zip(week.Scores)
                .GroupBy(row => (Day: week.Protocol.TestDay(row.First.At), row.First.Customer))
                .Select(card => card.Max(row => row.Second)))
            .OrderDescending()
            .ToArray();
        var budget = ScoredRows.CardsADay * HandbookProtocol.TestDays * weeks.Count;
        return cards.Length > budget
            ? cards[..budget].Last(score => score > cards[budget])
            : cards[^1];
    }

    private static double Decline(IReadOnlyList<ScoredRows> weeks)
    {
        var rows = weeks
            .SelectMany(week => week.Rows.Payments.Zip(week.Scores, (payment, score) => (Score: score, payment.Fraud)))
            .OrderByDescending(row => row.Score)
            .ToArray();
        var (best, frauds) = (1.0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            frauds += rows[i].Fraud ? 1 : 0;
            var isLastOfItsScore = i + 1 == rows.Length || rows[i + 1].Score < rows[i].Score;
            if (isLastOfItsScore && frauds >= DeclinePrecision * (i + 1))
            {
                best = rows[i].Score;
            }
        }

        return best;
    }
}
