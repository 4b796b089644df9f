using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain.Cases;

namespace Fraud.Api.Features.HandOverCase;

/// <summary>Gives a case to a colleague.</summary>
/// <param name="To">The subject of the colleague's tokens. Nobody checks that there is such a person: their lock lapses like any other.</param>
/// <param name="Note">What they should know.</param>
public sealed record HandOverCase(
    [property: Required, StringLength(CaseEntry.LongestActor, MinimumLength = 1)]
    [property: RegularExpression(@"[^\s\p{C}]+", ErrorMessage = "must be the subject of a token, without spaces")]
    string To,
    [property: StringLength(CaseEntry.LongestNote, MinimumLength = 1)] string? Note = null);
