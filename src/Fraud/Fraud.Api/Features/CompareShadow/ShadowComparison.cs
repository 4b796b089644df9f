using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain.Measuring;
using Fraud.Api.Domain.Validation;
using Platform.Statistics;

namespace Fraud.Api.Features.CompareShadow;

/// <summary>What is asked: which candidate, on which payments.</summary>
/// <param name="Version">The candidate.</param>
/// <param name="From">Payments from then on; all by default.</param>
/// <param name="Until">Payments before that; all by default.</param>
/// <param name="Cards">Cards that can be checked a day.</param>
/// <param name="GenuineAfterDays">From this age on a payment without a label counts as genuine; never by default.</param>
public sealed record CompareShadow(
    [property: ModelVersion] string Version,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    [property: Range(1, 10_000)] int Cards = 100,
    [property: Range(1, 365)] int? GenuineAfterDays = null)
{
    // As in bodies, times are read as UTC: Postgres takes no other.
    public DateTimeOffset? From { get; init; } = From?.ToUniversalTime();

    public DateTimeOffset? Until { get; init; } = Until?.ToUniversalTime();
}

/// <summary>A candidate beside the models that decided, on the payments that both scored.</summary>
/// <param name="LiveVersions">The versions that decided on them.</param>
/// <param name="Payments">How many are compared: those whose decision stands.</param>
/// <param name="IsComplete">False when there were more than a report takes: these are the newest.</param>
/// <param name="Labelled">Of these, how many are known to be fraud or genuine.</param>
/// <param name="Failed">Payments the candidate gave no score for, beside those compared.</param>
/// <param name="Cards">Cards that can be checked a day.</param>
/// <param name="Measures">With 95 % intervals; labels that come in narrow them.</param>
/// <param name="Agreement">Share of payments with the same outcome, each model at its own thresholds.</param>
public sealed record ShadowComparison(
    string Version,
    string[] LiveVersions,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    int Payments,
    bool IsComplete,
    int Labelled,
    int Frauds,
    int Failed,
    int Customers,
    int Days,
    int Cards,
    ComparedMeasure[] Measures,
    Interval? Agreement);
