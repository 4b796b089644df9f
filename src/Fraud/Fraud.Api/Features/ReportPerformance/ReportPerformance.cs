using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain.Validation;

namespace Fraud.Api.Features.ReportPerformance;

/// <summary>What is asked: decisions of which days (UTC).</summary>
/// <param name="From">First day.</param>
/// <param name="Until">The day after the last.</param>
/// <param name="Version">The model that decided; the one that serves by default.</param>
/// <param name="MaturityDays">The age from which on labels count as in.</param>
/// <param name="ReferenceDays">Days of such payments that the estimates are learned from.</param>
/// <param name="GenuineAfterDays">
/// From this age on a payment without a label counts as genuine. By default from <paramref name="MaturityDays"/> on where few approvals are ever
/// labelled, else never.
/// </param>
public sealed record ReportPerformance(
    DateOnly From,
    DateOnly Until,
    [property: ModelVersion] string? Version = null,
    [property: Range(1, 120)] int MaturityDays = 30,
    [property: Range(1, 180)] int ReferenceDays = 60,
    [property: Range(1, 120)] int? GenuineAfterDays = null) : IValidatableObject
{
    public const int MostDays = 184;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Until <= From || Until.DayNumber - From.DayNumber > MostDays || From.Year < 2000)
        {
            yield return new ValidationResult($"must be after from, by {MostDays} days at most", [nameof(Until)]);
        }

        if (GenuineAfterDays >= MaturityDays)
        {
            yield return new ValidationResult("must be below maturityDays: silence says nothing before labels are in", [nameof(GenuineAfterDays)]);
        }
    }
}
