using Fraud.Api.Data.Policies;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Money;

namespace Fraud.Api.Features.ExploreWhatIf;

/// <summary>Looks for what would have changed a decision, with the model, the rules and the list entries that made it.</summary>
public sealed class WhatIfExplorer(RecordedModels models, RecordedRules rules, ExchangeRates rates)
{
    public async Task<WhatIf> ExploreAsync(Transaction transaction, Decision decision, CancellationToken cancellationToken)
    {
        var found = Search(transaction, decision, await rules.FindAsync(decision.RuleSetVersion, cancellationToken));
        return new WhatIf(
            decision.TransactionId,
            decision.Outcome,
            decision.ByModel,
            decision.Score,
            decision.Thresholds,
            decision.Model,
            found.Changes,
            found.Notes);
    }

    private Counterfactuals Search(Transaction transaction, Decision decision, RulesOfThen inForce)
    {
        if (!decision.Facts.AreKnown())
        {
            return None("The decision is older than the recording of facts: nothing can be imagined otherwise.");
        }

        using var recorded = models.Find(decision.Model, out var missing);
        if (recorded is null)
        {
            return None(missing!);
        }

        var model = recorded.Model;
        if (!model.Features.Vector(decision.Facts).AsSpan().SequenceEqual(decision.Features))
        {
            return None("The recorded facts do not give the recorded features: a replay says where.");
        }

        var judge = JudgeOfThen.Of(decision, model.Thresholds, inForce.RuleSet);
        if (judge.Settled is { } settled && settled == decision.Outcome)
        {
            return None($"An entry of the {(settled == Outcome.Decline ? "block" : "allow")} list decided, whatever the payment was: no change of it makes another decision.");
        }

        var whyNot = inForce.Missing
            ?? (judge.Judge(transaction, decision.Facts, decision.Score).Outcome == decision.Outcome ? null : "The rules of then judge otherwise by now: a replay says where.");
        var found = new WhatIfSearch(model, whyNot is null ? judge : JudgeOfThen.ByModel(model.Thresholds), transaction)
            .Of(decision.Facts, new AmountScale(transaction.Amount, transaction.Currency, decision.Facts.Amount, rates.LargestIn(rates.Base)));
        return whyNot is null
            ? found
            : found with { Notes = [$"{whyNot} The changes are those of the model's outcome, which was {Word(decision.ByModel)}.", .. found.Notes] };
    }

    private static Counterfactuals None(string why) => new([], [why]);

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Approve => "an approval",
        Outcome.Review => "a review",
        _ => "a decline",
    };
}
