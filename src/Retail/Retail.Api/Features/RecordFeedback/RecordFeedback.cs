using System.ComponentModel.DataAnnotations;
using Platform.ServiceDefaults;
using Retail.Api.Domain.Recommending;

namespace Retail.Api.Features.RecordFeedback;

/// <summary>What shoppers did; all or none is taken.</summary>
public sealed record RecordFeedback(
    [property: Length(1, RecordFeedback.AtMost), NoNulls] IReadOnlyList<FeedbackEntry> Feedback) : IValidatableObject
{
    public const int AtMost = 1_000;

    /// <summary>Largest body, in bytes: room for the longest ids.</summary>
    public const int AtMostBytes = AtMost * 512;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (id, count) in Feedback.CountBy(entry => entry.FeedbackId).Where(count => count.Value > 1).Take(1))
        {
            yield return new ValidationResult($"must hold each id once; {id} comes {count} times", [nameof(Feedback)]);
        }

        // Released orders count as purchases under ids of their own, which nobody else may take.
        if (Feedback.Any(entry => entry.FeedbackId.StartsWith(Domain.Feedback.OrderPrefix, StringComparison.Ordinal)))
        {
            yield return new ValidationResult($"must not hold ids that begin with '{Domain.Feedback.OrderPrefix}': these are the shop's own", [nameof(Feedback)]);
        }
    }
}

/// <param name="FeedbackId">The sender's id: the same feedback sent again counts once.</param>
/// <param name="ShopperId">An opaque id, nothing personal.</param>
/// <param name="ItemId">An item of the catalogue.</param>
/// <param name="Kind">What the shopper did with it.</param>
/// <param name="At">When it happened.</param>
public sealed record FeedbackEntry(
    [property: Identifier] string FeedbackId,
    [property: Identifier] string ShopperId,
    [property: Identifier] string ItemId,
    InteractionKind Kind,
    [property: PlausibleTime] DateTimeOffset At);

/// <param name="Recorded">Stored now.</param>
/// <param name="AlreadyKnown">Known before, with the same content.</param>
public sealed record RecordedFeedback(int Recorded, int AlreadyKnown);
