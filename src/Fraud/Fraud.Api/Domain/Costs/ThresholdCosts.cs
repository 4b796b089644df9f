namespace Fraud.Api.Domain.Costs;

/// <summary>
/// The cost of every pair of thresholds on labelled payments. With example-dependent costs (Bahnsen, Aouada, Ottersten:
/// Example-dependent cost-sensitive decision trees, Expert Systems with Applications 42, 2015; Elkan: The foundations of
/// cost-sensitive learning, IJCAI 2001), a payment costs, by what is done with it:
/// <list type="bullet">
/// <item>approved: <c>amount * LossShare</c> if it is fraud;</item>
/// <item>in review: <c>Review</c>, and <c>amount * LossShare * (1 - ReviewCatches)</c> if it is fraud;</item>
/// <item>declined: <c>StoppedCustomer</c> if it is genuine.</item>
/// </list>
/// The sum splits into a part by the review threshold and one by the decline threshold, so that the cheapest pair of all is
/// found in one pass over the sorted scores, without a grid.
/// </summary>
public sealed class ThresholdCosts
{
    private readonly double[] _scores; // distinct, ascending: the thresholds worth trying
    private readonly CostOfErrors _costs;
    // Of the payments below each score, and of all in the end.
    private readonly double[] _lost;
    private readonly int[] _payments;
    private readonly int[] _genuine;

    public ThresholdCosts(IReadOnlyCollection<KnownPayment> payments, CostOfErrors costs)
    {
        _costs = costs;
        var groups = payments.GroupBy(payment => payment.Score).OrderBy(group => group.Key).ToArray();
        _scores = [.. groups.Select(group => (double)group.Key)];
        (_lost, _payments, _genuine) = (new double[groups.Length + 1], new int[groups.Length + 1], new int[groups.Length + 1]);
        for (var i = 0; i < groups.Length; i++)
        {
            _lost[i + 1] = _lost[i] + (groups[i].Where(payment => payment.Fraud).Sum(payment => payment.Amount) * costs.LossShare);
            _payments[i + 1] = _payments[i] + groups[i].Count();
            _genuine[i + 1] = _genuine[i] + groups[i].Count(payment => !payment.Fraud);
        }
    }

    /// <summary>What these thresholds would have cost.</summary>
    public CostPoint At(Thresholds thresholds) =>
        Point(Below(thresholds.Review), Below(thresholds.Decline)) with { Review = thresholds.Review, Decline = thresholds.Decline };

    /// <summary>The cheapest pair; of equally cheap ones that with the fewest alerts.</summary>
    public CostPoint Cheapest() => ByDecline().Aggregate((best, next) => next.Cost <= best.Cost ? next : best);

    /// <summary>For decline thresholds, ascending: the cost with the review threshold that then is cheapest.</summary>
    public IEnumerable<CostPoint> ByDecline()
    {
        var review = -1;
        foreach (var decline in Candidates())
        {
            review = review < 0 || ReviewPart(decline) <= ReviewPart(review) ? decline : review;
            yield return Point(review, decline);
        }
    }

    /// <summary>For review thresholds, ascending: the cost with the decline threshold that then is cheapest.</summary>
    public IEnumerable<CostPoint> ByReview()
    {
        var (points, decline) = (new List<CostPoint>(), -1);
        foreach (var review in Candidates().Reverse())
        {
            decline = decline < 0 || DeclinePart(review) < DeclinePart(decline) ? review : decline;
            points.Add(Point(review, decline));
        }

        points.Reverse();
        return points;
    }

    private double ReviewPart(int review) =>
        (_lost[review] * _costs.ReviewCatches) - (_payments[review] * _costs.Review);

    private double DeclinePart(int decline) =>
        (_payments[decline] * _costs.Review) + (_lost[decline] * (1 - _costs.ReviewCatches)) + ((_genuine[^1] - _genuine[decline]) * _costs.StoppedCustomer);

    private CostPoint Point(int review, int decline)
    {
        var lost = _lost[review] + ((_lost[decline] - _lost[review]) * (1 - _costs.ReviewCatches));
        var (reviews, genuineDeclined) = (_payments[decline] - _payments[review], _genuine[^1] - _genuine[decline]);
        return new CostPoint(
            ScoreOf(review),
            ScoreOf(decline),
            lost + (reviews * _costs.Review) + (genuineDeclined * _costs.StoppedCustomer),
            lost,
            reviews,
            genuineDeclined,
            _payments[review] - _genuine[review]);
    }

    // Thresholds are above 0 and at most 1: 1 stands for "no payment", which it is unless a score is 1.
    private IEnumerable<int> Candidates() =>
        Enumerable.Range(0, _scores.Length + 1).Where(i => i == _scores.Length ? i == 0 || _scores[^1] < 1 : _scores[i] > 0);

    private double ScoreOf(int index) => index < _scores.Length ? _scores[index] : 1;

    private int Below(double threshold)
    {
        var index = Array.BinarySearch(_scores, threshold);
        return index >= 0 ? index : ~index;
    }
}
