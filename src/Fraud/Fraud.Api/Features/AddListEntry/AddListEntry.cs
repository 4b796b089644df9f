using System.ComponentModel.DataAnnotations;
using Fraud.Api.Data.Policies;
using Fraud.Api.Domain.Lists;
using Fraud.Api.Domain.Validation;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.AddListEntry;

/// <summary>Puts somebody or something on a list.</summary>
/// <param name="Value">An id, a country's two letters, or the first 6 to 8 digits of cards.</param>
/// <param name="Reason">Why, for analysts.</param>
/// <param name="ExpiresAt">From then on it matches nothing; without, it stays until it is removed.</param>
/// <param name="Note">For the audit trail.</param>
public sealed record AddListEntry(
    ListKind List,
    ListSubject Subject,
    [property: Required, StringLength(IdentifierAttribute.MaximumLength)] string Value,
    [property: Required, StringLength(ListEntry.LongestReason)] string Reason,
    DateTimeOffset? ExpiresAt = null,
    [property: StringLength(PolicyAction.LongestNote)] string? Note = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        ValidationAttribute rule = Subject switch
        {
            ListSubject.Country => new CountryAttribute(),
            ListSubject.CardRange => new DigitsAttribute(ListIndex.ShortestRange, ListIndex.LongestRange),
            _ => new IdentifierAttribute(),
        };
        if (!rule.IsValid(Value))
        {
            yield return new ValidationResult(rule.FormatErrorMessage(nameof(Value)), [nameof(Value)]);
        }

        if (ExpiresAt <= validationContext.GetRequiredService<TimeProvider>().GetUtcNow())
        {
            yield return new ValidationResult("must be in the future", [nameof(ExpiresAt)]);
        }
    }
}

/// <param name="IsLive">Whether it matches payments now: not expired, not removed.</param>
public sealed record ListedEntry(
    Guid Id,
    ListKind List,
    ListSubject Subject,
    string Value,
    string Reason,
    DateTimeOffset? ExpiresAt,
    string AddedBy,
    DateTimeOffset AddedAt,
    string? RemovedBy,
    DateTimeOffset? RemovedAt,
    bool IsLive)
{
    internal static ListedEntry Of(ListEntry entry, DateTimeOffset now) => new(
        entry.Id, entry.List, entry.Subject, entry.Value, entry.Reason, entry.ExpiresAt, entry.AddedBy, entry.AddedAt, entry.RemovedBy, entry.RemovedAt, entry.IsLive(now));
}
