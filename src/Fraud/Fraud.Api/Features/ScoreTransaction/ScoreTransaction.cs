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
    [property: Digits(6, 8)] string? CardRange = null);

/// <summary>The decision on a payment.</summary>
/// <param name="Score">Probability of fraud by the model, 0 to 1.</param>
/// <param name="Threshold">The score from which the decision would have been stricter or, for a decline, is what it is.</param>
/// <param name="Reasons">For review and decline: what drove the score, strongest first.</param>
/// <param name="Model">The model that scored.</param>
public sealed record ScoredTransaction(
    string TransactionId,
    Outcome Decision,
    float Score,
    double Threshold,
    Reason[] Reasons,
    ModelStamp Model,
    DateTimeOffset DecidedAt);
