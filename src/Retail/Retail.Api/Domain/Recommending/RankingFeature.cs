namespace Retail.Api.Domain.Recommending;

/// <summary>One input of the ranker.</summary>
/// <param name="Name">Its name in model folders and recorded recommendations.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Description">What it is.</param>
/// <param name="Value">Its value for a candidate.</param>
public sealed record RankingFeature(string Name, string Unit, string Description, Func<Candidate, double> Value);
