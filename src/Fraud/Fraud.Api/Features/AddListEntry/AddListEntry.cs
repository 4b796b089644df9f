using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Fraud.Api.Data.Policies;
using Fraud.Api.Domain.Lists;
using Fraud.Api.Domain.Validation;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.AddListEntry;

/// <summary>Puts somebody or something on a list.</summary>
/// <param name="Value">An id, a country's two letters, or the first 6 to 8 digits of cards.</param>
/// <param name="Reason">Why, for analysts.</param>
/// <param name="ExpiresAt">From then on it matches nothing; without, it stays until it is removed. The allow list asks for it.</param>
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

        var now = validationContext.GetRequiredService<TimeProvider>().GetUtcNow();
        if (ExpiresAt <= now)
        {
            yield return new ValidationResult("must be in the future", [nameof(ExpiresAt)]);
        }

        // One person adds it and model and rules are silent from then on: it names somebody, and ends.
        if (List == ListKind.Allow && Subject == ListSubject.Country)
        {
            yield return new ValidationResult("must not be country on the allow list: whoever names it would be approved", [nameof(Subject)]);
        }

        var longest = validationContext.GetRequiredService<IOptions<PolicyOptions>>().Value.LongestAllow;
        if (List == ListKind.Allow && (ExpiresAt is null || ExpiresAt > now + longest))
        {
            yield return new ValidationResult(
                string.Create(CultureInfo.InvariantCulture, $"must be given on the allow list, at most {longest.TotalDays:0.##} days ahead"), [nameof(ExpiresAt)]);
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
