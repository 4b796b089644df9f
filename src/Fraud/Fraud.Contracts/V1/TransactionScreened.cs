using System.Text.Json.Serialization;

namespace Fraud.Contracts.V1;

/// <summary>
/// Fraud has decided on a card transaction: the model, and the rules and lists beside it. A second event of the same
/// transaction tells the same decision and adds <see cref="AnsweredAs"/>: the sender had been told something else when its
/// deadline passed, at the moment of the first.
/// </summary>
/// <param name="TransactionId">The transaction, as its sender named it.</param>
/// <param name="OrderId">The Retail order it pays for, where it came from a checkout.</param>
/// <param name="CustomerId">The paying customer: an opaque id, nothing personal.</param>
/// <param name="Decision">What to do with the payment.</param>
/// <param name="Score">Probability of fraud by the model, 0 to 1.</param>
/// <param name="Threshold">
/// The model's: the score from which <paramref name="ByModel"/> would have been stricter (approve, review) or is what it is
/// (decline). Where a rule or a list made another decision of it, no threshold stands behind the decision.
/// </param>
/// <param name="Reasons">
/// Codes. First what lists and rules found, also where the payment was approved and where they changed nothing:
/// <c>list:block</c>, <c>rule:large-at-night</c>. Then, for review and decline, the features that drove the score, strongest
/// first, three at most.
/// </param>
/// <param name="ModelName">The model that scored.</param>
/// <param name="ModelVersion">Its version.</param>
/// <param name="ScreenedAt">When the decision was made (UTC).</param>
/// <param name="AnsweredAs">What the sender was told at its deadline, where that had passed before the decision; missing elsewhere.</param>
/// <param name="ByModel">What the score alone comes to; missing in events from before it was said.</param>
/// <param name="RuleSetVersion">The rules that were in force; missing where there were none, and in events from before it was said.</param>
public sealed record TransactionScreened(
    string TransactionId,
    Guid? OrderId,
    string CustomerId,
    ScreeningDecision Decision,
    double Score,
    double Threshold,
    string[] Reasons,
    string ModelName,
    string ModelVersion,
    DateTimeOffset ScreenedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ScreeningDecision? AnsweredAs = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ScreeningDecision? ByModel = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RuleSetVersion = null)
{
    public const string Type = "fraud.transaction-screened.v1";
}

/// <summary>What to do with a payment.</summary>
public enum ScreeningDecision
{
    [JsonStringEnumMemberName("approve")] Approve,
    [JsonStringEnumMemberName("review")] Review,
    [JsonStringEnumMemberName("decline")] Decline,
}
