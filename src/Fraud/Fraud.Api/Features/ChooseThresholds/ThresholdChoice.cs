using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Costs;
using Fraud.Api.Domain.Validation;

namespace Fraud.Api.Features.ChooseThresholds;

/// <summary>What is asked: which decisions, and what errors cost, in the base currency.</summary>
/// <param name="From">Payments from then on.</param>
/// <param name="Until">Payments before that.</param>
/// <param name="ReviewCost">An analyst's look at one payment.</param>
/// <param name="StoppedCustomerCost">A genuine payment that is declined.</param>
/// <param name="LossShare">Share of the amount of an approved fraud that is lost.</param>
/// <param name="ReviewCatches">Share of the frauds in review that are stopped there.</param>
/// <param name="Version">The model whose scores are meant; the one that serves by default.</param>
/// <param name="GenuineAfterDays">From this age on a payment without a label counts as genuine; never by default.</param>
public sealed record ChooseThresholds(
    DateTimeOffset From,
    DateTimeOffset Until,
    [property: Range(0, 1_000_000)] double ReviewCost,
    [property: Range(0, 1_000_000)] double StoppedCustomerCost,
    [property: Range(0, 1)] double LossShare = 1,
    [property: Range(0, 1)] double ReviewCatches = 1,
    [property: ModelVersion] string? Version = null,
    [property: Range(1, 365)] int? GenuineAfterDays = null) : IValidatableObject
{
    public const int MostDays = 400;

    // As in bodies, times are read as UTC: Postgres takes no other.
    public DateTimeOffset From { get; init; } = From.ToUniversalTime();

    public DateTimeOffset Until { get; init; } = Until.ToUniversalTime();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Until <= From || Until - From > TimeSpan.FromDays(MostDays))
        {
            yield return new ValidationResult($"must be after from, by {MostDays} days at most", [nameof(Until)]);
        }
    }
}

/// <summary>What every pair of thresholds would have cost on labelled decisions, and the cheapest.</summary>
/// <param name="Currency">The base currency, of all amounts.</param>
/// <param name="Payments">Labelled payments, on which the costs are computed.</param>
/// <param name="Unlabelled">Payments without a label, which are left out: with many of them, say when silence means genuine.</param>
/// <param name="IsComplete">False when there were more than is taken: these are the newest.</param>
/// <param name="Chosen">The cheapest pair.</param>
/// <param name="Current">The thresholds of the model.</param>
/// <param name="Check">The same choice made on the first two thirds of the days, and tried on the rest.</param>
/// <param name="ByReview">By review threshold, each with its cheapest decline threshold.</param>
/// <param name="ByDecline">By decline threshold, each with its cheapest review threshold.</param>
public sealed record ThresholdChoice(
    string ModelVersion,
    DateTimeOffset From,
    DateTimeOffset Until,
    string Currency,
    CostOfErrors Costs,
    int Payments,
    int Frauds,
    int Unlabelled,
    bool IsComplete,
    CostPoint? Chosen,
    CostPoint? Current,
    ChoiceCheck? Check,
    CostPoint[] ByReview,
    CostPoint[] ByDecline);

/// <summary>What was cheapest on past payments is never as cheap on those to come: how it did on payments it was not chosen on.</summary>
/// <param name="ChosenBefore">The choice was made on payments before that.</param>
/// <param name="Chosen">Its cost on the payments after.</param>
/// <param name="Current">What the model's thresholds cost on them.</param>
public sealed record ChoiceCheck(DateTimeOffset ChosenBefore, int Payments, CostPoint Chosen, CostPoint Current);
