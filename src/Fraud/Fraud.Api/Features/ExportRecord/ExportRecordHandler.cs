using Fraud.Api.Data;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Cases;
using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Rules;
using Fraud.Api.Features.ExploreWhatIf;
using Fraud.Api.Features.GetTransaction;
using Fraud.Api.Features.ReplayDecision;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Features.ExportRecord;

/// <summary>Puts together what is known of a decision: what was kept of it, and what the model says when asked again.</summary>
public sealed class ExportRecordHandler(
    FraudDbContext database, DecisionExplainer explainer, WhatIfExplorer whatIf, DecisionReplayer replayer, PolicyOfThen policy, TimeProvider time)
{
    public const int Schema = 1;

    /// <summary>Lines of a case's history in a record: what people did first, then alerts, the oldest of each.</summary>
    public const int MostDeeds = 1_000;

    public async Task<DecisionRecord?> HandleAsync(string id, string exportedBy, CancellationToken cancellationToken)
    {
        if (await database.FindWithDecisionAsync(id, cancellationToken) is not { } transaction)
        {
            return null;
        }

        var decision = transaction.Decision;
        var recorded = RecordedTransaction.Of(transaction, decision is null ? null : explainer.Explain(decision));
        var fraudCase = await CaseAsync(id, cancellationToken);
        return new DecisionRecord(
            Schema,
            time.GetUtcNow(),
            exportedBy,
            recorded,
            decision is not null && decision.Facts.AreKnown() ? decision.Facts : null,
            decision is null ? null : await policy.RuleSetAsync(decision, cancellationToken),
            decision is null ? [] : await policy.EntriesAsync(decision, cancellationToken),
            decision is null ? null : await whatIf.ExploreAsync(transaction, decision, cancellationToken),
            decision is null ? null : await replayer.ReplayAsync(transaction, decision, cancellationToken),
            recorded.Label is { } label ? [label] : [],
            fraudCase,
            [.. Notes(transaction, fraudCase)]);
    }

    private async Task<RecordedCase?> CaseAsync(string id, CancellationToken cancellationToken)
    {
        var found = await database.Cases.AsNoTracking()
            .Where(known => database.CaseAlerts.Any(alert => alert.TransactionId == id && alert.CaseId == known.Id))
            .Select(known => new RecordedCase(
                known.Id,
                known.OpenedAt,
                known.DueAt,
                known.AlertCount,
                known.ValueAtRisk,
                known.Conclusion,
                known.ClosedAt,
                known.ClosedBy,
                known.EntryCount,
                database.CaseHistory
                    .Where(entry => entry.CaseId == known.Id)
                    .OrderBy(entry => entry.Action == CaseAction.AlertCollected).ThenBy(entry => entry.Number)
                    .Take(MostDeeds)
                    .Select(entry => new RecordedDeed(entry.Number, entry.At, entry.Actor, entry.Action, entry.About, entry.Note))
                    .ToArray()))
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : found with { History = [.. found.History.OrderBy(deed => deed.Number)] };
    }

    private static IEnumerable<string> Notes(Transaction transaction, RecordedCase? fraudCase)
    {
        if (transaction.Decision is not { } decision)
        {
            yield return "Imported history: nothing was decided here.";
        }
        else if (!decision.Facts.AreKnown())
        {
            yield return "The decision is older than the recording of facts: its features are kept, what they were made of is not.";
        }

        if (transaction.Verdict is not null && transaction.Labels.Count == 0)
        {
            yield return "The label is older than the keeping of who gave it.";
        }

        if (transaction.Decision?.Findings.Any(finding => finding is { Kind: Finding.OfList, EntryId: null }) == true)
        {
            yield return "The decision is older than the recording of which entries of lists were found.";
        }

        if (fraudCase?.History.Length < fraudCase?.Lines)
        {
            yield return $"Of the {fraudCase.Lines} lines of the case's history {fraudCase.History.Length} are given: alerts that it collected were left out first.";
        }
    }
}
