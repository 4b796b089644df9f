using Fraud.Api.Domain.Cases;

namespace Fraud.Api.Features.WorkCase;

/// <summary>How a case stands after work on it.</summary>
/// <param name="Holder">Who has it; null where it is free or closed.</param>
public sealed record CaseState(Guid CaseId, CaseHolder? Holder, CaseJudgement? Judgement)
{
    public static CaseState Of(FraudCase fraudCase, DateTimeOffset now) =>
        new(fraudCase.Id, CaseHolder.Of(fraudCase, now), CaseJudgement.Of(fraudCase));
}

/// <param name="Analyst">The subject of the token that took it, or that it was handed over to.</param>
/// <param name="Until">When it becomes free for anyone, unless they work on it before.</param>
public sealed record CaseHolder(string Analyst, DateTimeOffset Until)
{
    public static CaseHolder? Of(FraudCase fraudCase, DateTimeOffset now) =>
        fraudCase.HolderAt(now) is { } holder ? new CaseHolder(holder, fraudCase.HeldUntil!.Value) : null;
}

public sealed record CaseJudgement(CaseConclusion Conclusion, string Analyst, DateTimeOffset At)
{
    public static CaseJudgement? Of(FraudCase fraudCase) =>
        fraudCase is { Conclusion: { } conclusion, ClosedBy: { } analyst, ClosedAt: { } at } ? new CaseJudgement(conclusion, analyst, at) : null;
}
