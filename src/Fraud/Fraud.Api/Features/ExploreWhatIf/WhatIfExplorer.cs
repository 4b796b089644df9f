using Fraud.Api.Domain;
using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Money;

namespace Fraud.Api.Features.ExploreWhatIf;

/// <summary>Looks for what would have changed a decision, with the model that made it.</summary>
public sealed class WhatIfExplorer(RecordedModels models, ExchangeRates rates)
{
    public WhatIf Explore(Transaction transaction, Decision decision)
    {
        var byModel = decision.ByModel;
        var found = Search(transaction, decision);
        return new WhatIf(
            decision.TransactionId,
            decision.Outcome,
            byModel,
            decision.Score,
            decision.Thresholds,
            decision.Model,
            found.Changes,
            byModel == decision.Outcome
                ? found.Notes
                : [$"Rules or lists made the model's {Word(byModel)} a {Word(decision.Outcome)}: the changes are those of the model's outcome.", .. found.Notes]);
    }

    private Counterfactuals Search(Transaction transaction, Decision decision)
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

        return recorded.Model.Features.Vector(decision.Facts).AsSpan().SequenceEqual(decision.Features)
            ? new WhatIfSearch(recorded.Model).Of(
                decision.Facts,
                new AmountScale(transaction.Amount, transaction.Currency, decision.Facts.Amount, rates.LargestIn(rates.Base)))
            : None("The recorded facts do not give the recorded features: a replay says where.");
    }

    private static Counterfactuals None(string why) => new([], [why]);

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Approve => "approval",
        Outcome.Review => "review",
        _ => "decline",
    };
}
