using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Validation;
using Platform.Inference;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>A card payment to decide on.</summary>
/// <param name="TransactionId">The sender's id: the same payment sent again gets the same answer.</param>
/// <param name="CustomerId">The paying customer: an opaque id, nothing personal.</param>
/// <param name="TerminalId">The terminal that took the card.</param>
/// <param name="Amount">Amount in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="At">When the card was charged.</param>
/// <param name="Channel">How the card was used.</param>
/// <param name="Country">Where: ISO 3166-1 alpha-2.</param>
/// <param name="DeviceId">With what device: an opaque id.</param>
/// <param name="MerchantCategory">ISO 18245, four digits.</param>
/// <param name="CardRange">First six to eight digits of the card.</param>
/// <param name="DeadlineMs">Milliseconds in which an answer is needed: then what the settings say is answered, and the payment scored afterwards.</param>
public sealed record ScoreTransaction(
    [property: Identifier] string TransactionId,
    [property: Identifier] string CustomerId,
    [property: Identifier] string TerminalId,
    [property: Amount] decimal Amount,
    [property: Currency, Convertible] string Currency,
    [property: PlausibleTime] DateTimeOffset At,
    Channel? Channel = null,
    [property: Country] string? Country = null,
    [property: Identifier] string? DeviceId = null,
    [property: Digits(4, 4)] string? MerchantCategory = null,
    [property: Digits(6, 8)] string? CardRange = null,
    [property: Range(ScreeningOptions.LeastDeadline, ScreeningOptions.LongestDeadline)] int? DeadlineMs = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => AmountLimit.Check(Amount, Currency, validationContext);
}

/// <summary>The decision on a payment, or what was answered at its deadline.</summary>
/// <param name="Score">Probability of fraud by the model, 0 to 1; null at the deadline, as all that follows from it.</param>
/// <param name="Threshold">The score from which <paramref name="ByModel"/> would have been stricter or, for a decline, is what it is.</param>
/// <param name="Reasons">Lists and rules that applied; for review and decline then what drove the score, strongest first.</param>
/// <param name="Model">The model that scored.</param>
/// <param name="ByModel">What the model alone would have decided.</param>
/// <param name="RuleSetVersion">The rules that were in force; null where there were none.</param>
/// <param name="DeadlineMissed">Whether the deadline passed before there was a decision.</param>
/// <param name="ScoredAfterwards">At the deadline: whether the payment will be scored without being sent again.</param>
/// <param name="AnsweredAs">
/// What was answered at the deadline, where this payment comes again and was scored afterwards: the decision may be another.
/// </param>
public sealed record ScoredTransaction(
    string TransactionId,
    Outcome Decision,
    float? Score,
    double? Threshold,
    Reason[] Reasons,
    ModelStamp? Model,
    DateTimeOffset DecidedAt,
    Outcome? ByModel = null,
    int? RuleSetVersion = null,
    bool DeadlineMissed = false,
    bool? ScoredAfterwards = null,
    Outcome? AnsweredAs = null)
{
    internal static ScoredTransaction Of(Decision decision) => new(
        decision.TransactionId,
        decision.Outcome,
        decision.Score,
        decision.Thresholds.For(decision.ByModel),
        [.. decision.Reasons],
        decision.Model,
        decision.DecidedAt,
        decision.ByModel,
        decision.RuleSetVersion,
        AnsweredAs: decision.AnsweredAs);

    internal static ScoredTransaction AtDeadline(string transactionId, Outcome answer, bool scoredAfterwards, DateTimeOffset now) =>
        new(transactionId, answer, null, null, [], null, now, DeadlineMissed: true, ScoredAfterwards: scoredAfterwards);
}
