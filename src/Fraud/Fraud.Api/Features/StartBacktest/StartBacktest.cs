using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Validation;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.StartBacktest;

/// <summary>What to try on which history: a model, thresholds, rules, or several of them together.</summary>
/// <param name="From">Payments from then on.</param>
/// <param name="Until">Payments before that.</param>
/// <param name="ModelVersion">Scores by this version; by default those of the decisions stay.</param>
/// <param name="Thresholds">0 &lt; review &lt;= decline &lt;= 1; by default the model's.</param>
/// <param name="RuleSetVersion">These rules; by default what was found stays.</param>
/// <param name="ComputeFacts">Makes the facts of decisions anew, for a model or rules that use what older decisions did not record.</param>
/// <param name="Cards">Cards that can be checked a day.</param>
/// <param name="GenuineAfterDays">From this age on a payment without a label counts as genuine; never by default.</param>
public sealed record StartBacktest(
    [property: PlausibleTime] DateTimeOffset From,
    [property: PlausibleTime] DateTimeOffset Until,
    [property: ModelVersion] string? ModelVersion = null,
    Thresholds? Thresholds = null,
    [property: Range(1, int.MaxValue)] int? RuleSetVersion = null,
    bool ComputeFacts = false,
    [property: Range(1, 10_000)] int Cards = 100,
    [property: Range(1, 365)] int? GenuineAfterDays = null) : IValidatableObject
{
    public const int MostDays = 400;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Until <= From || Until - From > TimeSpan.FromDays(MostDays))
        {
            yield return new ValidationResult($"must be after from, by {MostDays} days at most", [nameof(Until)]);
        }

        if (ModelVersion is null && Thresholds is null && RuleSetVersion is null)
        {
            yield return new ValidationResult("name a model version, thresholds or a rule set to try", [nameof(ModelVersion)]);
        }

        if (Thresholds is { } t && !(t.Review > 0 && t.Review <= t.Decline && t.Decline <= 1))
        {
            yield return new ValidationResult("must be 0 < review <= decline <= 1", [nameof(Thresholds)]);
        }
    }
}
