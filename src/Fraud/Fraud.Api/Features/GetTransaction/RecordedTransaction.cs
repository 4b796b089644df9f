using Fraud.Api.Domain;
using Platform.Inference;

namespace Fraud.Api.Features.GetTransaction;

/// <summary>A payment and everything that made its decision.</summary>
/// <param name="OrderId">The Retail order it pays for, where it came from a checkout.</param>
/// <param name="Decision">Null for imported history, which was not decided here.</param>
/// <param name="Label">What became of it; null as long as nobody said.</param>
public sealed record RecordedTransaction(
    string TransactionId,
    Guid? OrderId,
    string CustomerId,
    string TerminalId,
    decimal Amount,
    string Currency,
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    RecordedDecision? Decision,
    RecordedLabel? Label);

/// <param name="Features">The input of the model, by name and in its order.</param>
public sealed record RecordedDecision(
    Outcome Decision,
    float Score,
    Thresholds Thresholds,
    Reason[] Reasons,
    NamedFeature[] Features,
    ModelStamp Model,
    DateTimeOffset DecidedAt);

public sealed record NamedFeature(string Name, float Value);

/// <param name="At">When it became known.</param>
public sealed record RecordedLabel(Verdict Verdict, DateTimeOffset At);
