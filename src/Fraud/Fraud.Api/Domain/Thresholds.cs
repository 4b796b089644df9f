namespace Fraud.Api.Domain;

/// <summary>Scores from which a payment is looked at, and from which it is refused. They belong to the model.</summary>
public sealed record Thresholds(double Review, double Decline)
{
    public const string ReviewName = "review";
    public const string DeclineName = "decline";

    /// <exception cref="InvalidOperationException">The model folder names no such thresholds, or they make no sense.</exception>
    public static Thresholds From(IReadOnlyDictionary<string, double> named)
    {
        if (!named.TryGetValue(ReviewName, out var review) || !named.TryGetValue(DeclineName, out var decline))
        {
            throw new InvalidOperationException($"A fraud model needs the thresholds '{ReviewName}' and '{DeclineName}'.");
        }

        return review is > 0 and <= 1 && decline >= review && decline <= 1
            ? new Thresholds(review, decline)
            : throw new InvalidOperationException($"The thresholds of a fraud model are 0 < review <= decline <= 1, not {review} and {decline}.");
    }

    public Outcome Decide(float score) =>
        score >= Decline ? Outcome.Decline
        : score >= Review ? Outcome.Review
        : Outcome.Approve;

    /// <summary>The score from which the decision would have been stricter, or, for a decline, is what it is.</summary>
    public double For(Outcome outcome) => outcome == Outcome.Approve ? Review : Decline;
}
