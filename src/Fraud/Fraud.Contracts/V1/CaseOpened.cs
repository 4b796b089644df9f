namespace Fraud.Contracts.V1;

/// <summary>A customer's payment was held up or refused while they had no open case: an analyst will look at it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="CustomerId">The paying customer: an opaque id, nothing personal.</param>
/// <param name="PreviousCaseId">The customer's case before this one, where there is one.</param>
/// <param name="TransactionId">The payment that opened it.</param>
/// <param name="Decision">What was decided on that payment.</param>
/// <param name="Score">Its probability of fraud by the model, 0 to 1.</param>
/// <param name="OpenedAt">When the case was opened (UTC).</param>
/// <param name="DueAt">Until when it should be judged, as it stands; a payment that is refused later may make that earlier (UTC).</param>
public sealed record CaseOpened(
    Guid CaseId,
    string CustomerId,
    Guid? PreviousCaseId,
    string TransactionId,
    ScreeningDecision Decision,
    double Score,
    DateTimeOffset OpenedAt,
    DateTimeOffset DueAt)
{
    public const string Type = "fraud.case-opened.v1";
}
