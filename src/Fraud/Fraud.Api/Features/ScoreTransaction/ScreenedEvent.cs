using Fraud.Api.Domain;
using Fraud.Contracts.V1;

namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>A decision as other services read it.</summary>
internal static class ScreenedEvent
{
    public static TransactionScreened Of(Transaction transaction, Decision decision) => new(
        transaction.Id,
        transaction.OrderId,
        transaction.CustomerId,
        Of(decision.Outcome),
        decision.Score,
        decision.Thresholds.For(decision.ByModel),
        [.. decision.Reasons.Select(reason => reason.Code)],
        decision.Model.Name,
        decision.Model.Version,
        decision.DecidedAt,
        decision.AnsweredAs is { } answered ? Of(answered) : null,
        Of(decision.ByModel),
        decision.RuleSetVersion);

    private static ScreeningDecision Of(Outcome outcome) => outcome switch
    {
        Outcome.Approve => ScreeningDecision.Approve,
        Outcome.Review => ScreeningDecision.Review,
        _ => ScreeningDecision.Decline,
    };
}
