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
public sealed record ScoreTransaction(
    [property: Identifier] string TransactionId,
    [property: Identifier] string CustomerId,
    [property: Identifier] string TerminalId,
    [property: Amount] decimal Amount,
    [property: Currency] string Currency,
    [property: PlausibleTime] DateTimeOffset At);

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
