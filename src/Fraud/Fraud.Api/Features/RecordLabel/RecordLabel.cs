using Fraud.Api.Domain;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.RecordLabel;

/// <summary>What became of a payment.</summary>
/// <param name="At">When that became known: not before the payment. A later label corrects an earlier one.</param>
public sealed record RecordLabel(
    [property: Identifier] string TransactionId,
    Verdict Verdict,
    [property: PlausibleTime] DateTimeOffset At);

/// <summary>The label that stands.</summary>
public sealed record LabelledTransaction(string TransactionId, Verdict Verdict, DateTimeOffset At);
