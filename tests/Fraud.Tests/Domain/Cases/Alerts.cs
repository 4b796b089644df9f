using Fraud.Api.Domain;
using Fraud.Api.Domain.Cases;
using Platform.Inference;

namespace Fraud.Tests.Domain.Cases;

/// <summary>Cases and the payments that are in them.</summary>
internal static class Alerts
{
    public static readonly CaseOptions Options = new();

    public static Decision Decision(
        string transactionId = "t1",
        Outcome outcome = Outcome.Review,
        float score = 0.5f,
        DateTimeOffset? at = null,
        Outcome? answeredAs = null,
        params string[] reasons) => new()
        {
            TransactionId = transactionId,
            Model = new ModelStamp("fraud", "1.0.0", new string('0', 64)),
            Facts = Payments.Usual,
            FeatureNames = [],
            Features = [],
            Score = score,
            Thresholds = new Thresholds(0.3, 0.8),
            ByModel = outcome,
            Outcome = outcome,
            AnsweredAs = answeredAs,
            RuleSetVersion = null,
            Findings = [],
            Reasons = [.. reasons.Select(code => new Reason(code, code, 1))],
            DecidedAt = at ?? Payments.Noon,
        };

    public static FraudCase Open(Outcome outcome = Outcome.Review, decimal amount = 50, float score = 0.5f, params string[] reasons) =>
        FraudCase.Open(
            Guid.CreateVersion7(Payments.Noon),
            previousCaseId: null,
            Payments.Transaction(amount: amount),
            Decision(outcome: outcome, score: score, reasons: reasons),
            Options);

    public static CaseDeed By(string actor, TimeSpan after = default) =>
        new(Guid.CreateVersion7(), actor, Payments.Noon + after, Options.Lock);
}
