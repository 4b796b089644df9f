using System.Text.Json.Serialization;

namespace Fraud.Contracts.V1;

/// <summary>Fraud has decided on a card transaction.</summary>
/// <param name="TransactionId">The transaction, as its sender named it.</param>
/// <param name="OrderId">The Retail order it pays for, where it came from a checkout.</param>
/// <param name="CustomerId">The paying customer: an opaque id, nothing personal.</param>
/// <param name="Decision">What to do with the payment.</param>
/// <param name="Score">Probability of fraud by the model, 0 to 1.</param>
/// <param name="Threshold">The score from which the decision would have been stricter (approve, review) or is what it is (decline).</param>
/// <param name="Reasons">Codes of the features that drove the score, strongest first; empty for approvals.</param>
/// <param name="ModelName">The model that scored.</param>
/// <param name="ModelVersion">Its version.</param>
/// <param name="ScreenedAt">When the decision was made (UTC).</param>
/// <param name="AnsweredAs">What the sender was told at its deadline, where that had passed before the decision.</param>
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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ScreeningDecision? AnsweredAs = null)
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
