using Fraud.Api.Domain.Features;

namespace Fraud.Api.Domain.Rules;

/// <summary>What rules see of a payment: the same at the time of the decision and in a backtest of its record.</summary>
/// <param name="Transaction">Its own fields.</param>
/// <param name="Facts">Of which every feature is made, whether or not the model uses it.</param>
/// <param name="Score">Probability of fraud by the model.</param>
/// <param name="ByModel">What the model's thresholds say.</param>
public sealed record RuleInput(Transaction Transaction, PointInTime Facts, float Score, Outcome ByModel);
