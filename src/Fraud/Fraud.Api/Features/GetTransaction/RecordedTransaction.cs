using Fraud.Api.Domain;
using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Rules;
using Platform.Inference;

namespace Fraud.Api.Features.GetTransaction;

/// <summary>A payment and everything that made its decision.</summary>
/// <param name="OrderId">The Retail order it pays for, where it came from a checkout.</param>
/// <param name="BaseAmount">The amount in the base currency, which the model saw.</param>
/// <param name="Decision">Null for imported history, which was not decided here.</param>
/// <param name="Label">What became of it: the label that stands; null as long as nobody said.</param>
/// <param name="LabelHistory">Every label it was given, the oldest first; empty where the one that stands is older than the keeping of them.</param>
public sealed record RecordedTransaction(
    string TransactionId,
    Guid? OrderId,
    string CustomerId,
    string TerminalId,
    decimal Amount,
    string Currency,
    decimal BaseAmount,
    Channel? Channel,
    string? Country,
    string? DeviceId,
    string? MerchantCategory,
    string? CardRange,
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    RecordedDecision? Decision,
    RecordedLabel? Label,
    GivenLabel[] LabelHistory)
{
    public static RecordedTransaction Of(Transaction transaction, ExplainedDecision? explained) => new(
        transaction.Id,
        transaction.OrderId,
        transaction.CustomerId,
        transaction.TerminalId,
        transaction.Amount,
        transaction.Currency,
        transaction.BaseAmount,
        transaction.Details.Channel,
        transaction.Details.Country,
        transaction.Details.DeviceId,
        transaction.Details.MerchantCategory,
        transaction.Details.CardRange,
        transaction.At,
        transaction.RecordedAt,
        transaction.Decision is { } decision && explained is not null ? RecordedDecision.Of(decision, explained) : null,
        transaction is { Verdict: { } verdict, LabelledAt: { } at } ? new RecordedLabel(verdict, at) : null,
        [.. transaction.Labels.Select(label => new GivenLabel(label.Verdict, label.At, label.RecordedAt, label.Actor, label.Source))]);
}

/// <param name="Reasons">What drove the score, strongest first; for an approval worked out now.</param>
/// <param name="ByModel">What the model alone would have decided.</param>
/// <param name="RuleSetVersion">The rules that were in force; null where there were none.</param>
/// <param name="Findings">The lists and rules that applied, also where something else decided.</param>
/// <param name="Explanation">Every feature's part in the score; null where it cannot be told.</param>
/// <param name="NotExplained">What cannot be told, and why; null where all is.</param>
/// <param name="Features">The input of the model, by name and in its order.</param>
/// <param name="AnsweredAs">What the sender was told at the deadline, which had passed before the decision was there; else null.</param>
public sealed record RecordedDecision(
    Outcome Decision,
    Outcome ByModel,
    int? RuleSetVersion,
    Finding[] Findings,
    float Score,
    Thresholds Thresholds,
    Reason[] Reasons,
    ScoreExplanation? Explanation,
    string? NotExplained,
    NamedFeature[] Features,
    ModelStamp Model,
    Outcome? AnsweredAs,
    DateTimeOffset DecidedAt)
{
    public static RecordedDecision Of(Decision decision, ExplainedDecision explained) => new(
        decision.Outcome,
        decision.ByModel,
        decision.RuleSetVersion,
        [.. decision.Findings],
        decision.Score,
        decision.Thresholds,
        explained.Reasons,
        explained.Explanation,
        explained.NotExplained,
        [.. decision.FeatureNames.Zip(decision.Features, (name, value) => new NamedFeature(name, value))],
        decision.Model,
        decision.AnsweredAs,
        decision.DecidedAt);
}

public sealed record NamedFeature(string Name, float Value);

/// <param name="At">When it became known.</param>
public sealed record RecordedLabel(Verdict Verdict, DateTimeOffset At);

/// <param name="At">When it became known.</param>
/// <param name="RecordedAt">When we heard of it.</param>
/// <param name="Actor">Subject of the token of whoever gave it.</param>
/// <param name="Source">By which way it came.</param>
public sealed record GivenLabel(Verdict Verdict, DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, LabelSource Source);
