using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Fraud.Api.Domain.Rules;

namespace Fraud.Api.Domain.Explaining;

/// <summary>Makes a decision again, from the facts that were recorded with it and the model of its stamp.</summary>
public static class DecisionReplay
{
    private static readonly string[] ByTheModel = ["features", "score", "thresholds", "by-model", "outcome", "reasons"];

    private const string NoFacts = "The decision is older than the recording of facts.";

    /// <param name="model">The model of the stamp; null when it is not there any more.</param>
    /// <param name="missing">Why it is not.</param>
    /// <param name="rules">The rules that were in force; null where there were none.</param>
    public static ReplayedDecision Of(Transaction transaction, Decision decision, ScoringModel? model, string? missing, RulesOfThen? rules = null)
    {
        var facts = FactsAgain(transaction, decision);
        if (model is null)
        {
            return Replayed([facts, .. ByTheModel.Select(step => NotReplayed(step, missing))]);
        }

        var vector = decision.Facts.AreKnown() ? model.Features.Vector(decision.Facts) : decision.Features;
        return Replayed(
        [
            facts,
            FeaturesAgain(decision, model, vector),
            ScoreAgain(decision, model, vector, out var score),
            ThresholdsAgain(decision, model),
            ModelOutcomeAgain(decision, model, score),
            OutcomeAgain(transaction, decision, model, score, rules ?? RulesOfThen.None),
            ReasonsAgain(decision, model, vector),
        ]);
    }

    private static ReplayedStep FactsAgain(Transaction transaction, Decision decision)
    {
        if (!decision.Facts.AreKnown())
        {
            return NotReplayed("facts", NoFacts);
        }

        var differences = new List<string>();
        if (decision.Facts.At != transaction.At)
        {
            differences.Add(Invariant($"time: recorded {decision.Facts.At:O}, the payment's is {transaction.At:O}"));
        }

        if (decision.Facts.Amount != transaction.BaseAmount)
        {
            differences.Add(Invariant($"amount: recorded {decision.Facts.Amount}, the payment's is {transaction.BaseAmount}"));
        }

        return Step("facts", differences, "Of the payment itself: what was known of customer and terminal is taken as recorded.");
    }

    private static ReplayedStep FeaturesAgain(Decision decision, ScoringModel model, float[] vector)
    {
        if (!decision.FeatureNames.SequenceEqual(model.Features.Names))
        {
            return Step("features", ["The model wants other features than were recorded."]);
        }

        return decision.Facts.AreKnown()
            ? Step("features", decision.FeatureNames
                .Select((name, i) => (Name: name, Recorded: decision.Features[i], Now: vector[i]))
                .Where(value => Bits(value.Recorded) != Bits(value.Now))
                .Select(value => Invariant($"{value.Name}: recorded {value.Recorded:R}, now {value.Now:R}")))
            : NotReplayed("features", NoFacts);
    }

    private static ReplayedStep ScoreAgain(Decision decision, ScoringModel model, float[] vector, out float score)
    {
        if (vector.Length != model.Features.Names.Length)
        {
            score = decision.Score;
            return NotReplayed("score", "The recorded features are not those of the model.");
        }

        score = model.ScoreOne(vector);
        return Step(
            "score",
            Bits(score) == Bits(decision.Score) ? [] : [Invariant($"recorded {decision.Score:R}, now {score:R}")],
            decision.Facts.AreKnown() ? null : "From the recorded features.");
    }

    private static ReplayedStep ThresholdsAgain(Decision decision, ScoringModel model) => Step(
        "thresholds",
        decision.Thresholds == model.Thresholds
            ? []
            : [Invariant($"recorded {decision.Thresholds.Review:R} and {decision.Thresholds.Decline:R}, the model's are {model.Thresholds.Review:R} and {model.Thresholds.Decline:R}")]);

    private static ReplayedStep ModelOutcomeAgain(Decision decision, ScoringModel model, float score)
    {
        var now = model.Thresholds.Decide(score);
        return Step("by-model", now == decision.ByModel ? [] : [$"recorded {decision.ByModel}, now {now}"]);
    }

    // Rules are asked again; entries of lists may have ended since, so that those of then are taken as they were found.
    private static ReplayedStep OutcomeAgain(Transaction transaction, Decision decision, ScoringModel model, float score, RulesOfThen rules)
    {
        if (rules.Missing is { } why)
        {
            return NotReplayed("outcome", why);
        }

        if (rules.RuleSet is not null && !decision.Facts.AreKnown())
        {
            return NotReplayed("outcome", NoFacts);
        }

        var judge = JudgeOfThen.Of(decision, model.Thresholds, rules.RuleSet);
        var now = judge.Judge(transaction, decision.Facts, score);
        var differences = new List<string>();
        if (now.Outcome != decision.Outcome)
        {
            differences.Add($"recorded {decision.Outcome}, now {now.Outcome}");
        }

        if (!now.Findings.SequenceEqual(decision.Findings))
        {
            differences.Add($"findings recorded: {Codes(decision.Findings)}; now: {Codes(now.Findings)}");
        }

        return Step("outcome", differences, judge.Listed.Count > 0 ? "Entries of lists are taken as they were found." : null);
    }

    private static string Codes(IEnumerable<Finding> findings) => string.Join(", ", findings.Select(finding => finding.Code));

    private static ReplayedStep ReasonsAgain(Decision decision, ScoringModel model, float[] vector)
    {
        var recorded = decision.Reasons.Where(reason => reason.IsByModel()).ToArray();
        if (decision.Outcome == Outcome.Approve && recorded.Length == 0)
        {
            return Step("reasons", [], "An approval is given none: they are worked out when it is read.");
        }

        if (!decision.Facts.AreKnown())
        {
            return NotReplayed("reasons", NoFacts);
        }

        if (!model.CanExplain && recorded.Length == 0)
        {
            return Step("reasons", [], "The model is none that can be explained: it gave none.");
        }

        if (vector.Length != model.Features.Names.Length || model.Explain(vector) is not { } explanation)
        {
            return NotReplayed("reasons", "The model cannot explain these features.");
        }

        var now = Reasons.Strongest(model.Features, decision.Facts, explanation.Contributions);
        return Step("reasons", recorded.Length == now.Length
            ? recorded.Zip(now).Where(pair => !IsSame(pair.First, pair.Second)).Select(pair => $"recorded {Told(pair.First)}, now {Told(pair.Second)}")
            : [Invariant($"recorded {recorded.Length}, now {now.Length}")]);
    }

    private static ReplayedDecision Replayed(ReplayedStep[] steps)
    {
        var differs = steps.Any(step => step.Result == ReplayResult.Different);
        return new ReplayedDecision(
            steps.All(step => step.Result == ReplayResult.Identical),
            steps,
            differs
                ? [$"Equal to the bit is promised on the same kind of processor. Which one decided is not recorded; this is {RuntimeInformation.ProcessArchitecture} with vectors of {Widest()} bits."]
                : []);
    }

    private static int Widest() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    private static bool IsSame(Reason recorded, Reason now) =>
        recorded.Code == now.Code && recorded.Text == now.Text && Bits(recorded.Contribution) == Bits(now.Contribution);

    private static string Told(Reason reason) => Invariant($"\"{reason.Text}\" ({reason.Contribution:R})");

    private static ReplayedStep Step(string step, IEnumerable<string> differences, string? detail = null) => differences.ToArray() switch
    {
        [] => new ReplayedStep(step, ReplayResult.Identical, [], detail),
        var some => new ReplayedStep(step, ReplayResult.Different, some, detail),
    };

    private static ReplayedStep NotReplayed(string step, string? why) => new(step, ReplayResult.NotReplayed, [], why);

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(value);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
