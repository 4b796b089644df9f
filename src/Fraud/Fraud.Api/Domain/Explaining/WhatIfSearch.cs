using System.Globalization;
using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Rules;

namespace Fraud.Api.Domain.Explaining;

/// <summary>
/// Finds the smallest changes of the amount, or of one thing of the context, for which something milder or stricter would have
/// been decided. Every one that is told was scored by the model and judged.
/// </summary>
/// <param name="payment">The payment as it was.</param>
/// <param name="mostAmounts">How many amounts are scored at most, nearest first: the bound of the cost.</param>
public sealed class WhatIfSearch(ScoringModel model, JudgeOfThen judge, Transaction payment, int mostAmounts = 10_000)
{
    private const int Chunk = 256;

    public Counterfactuals Of(PointInTime facts, AmountScale scale)
    {
        var turns = new Turns(Decide(facts, model.ScoreOne(model.Features.Vector(facts))));
        var notes = new List<string>();
        Amounts(facts, scale, turns, notes);

        Scored(ContextChanges.Of(facts).OrderBy(change => change.Size), change => change.Facts, (change, outcome, score) =>
        {
            turns.Found(change.Kind, outcome, turn => new Counterfactual(change.Kind, turn, change.Size, change.Text, null, outcome, score));
            return true;
        });
        notes.AddRange(turns.Asked
            .Where(turn => !turns.Changes.Any(change => change.Turn == turn && change.Kind != ChangeKind.Amount))
            .Select(turn => $"No change of the time, of the terminal's frauds or of the number of the customer's payments alone makes it {Word(turn)}."));
        return new Counterfactuals([.. turns.Changes.OrderBy(change => change.Size)], [.. notes]);
    }

    private void Amounts(PointInTime facts, AmountScale scale, Turns turns, List<string> notes)
    {
        if (model.Trees is null)
        {
            notes.Add("The model is no tree ensemble: no amount was looked for.");
            return;
        }

        var amounts = new AmountStretches(units => Imagined(WithAmount(units)), scale, model.Features, model.Trees, judge.Rules).Nearest();
        var looked = Math.Min(amounts.Length, mostAmounts);
        Scored(amounts.Take(looked), WithAmount, (units, outcome, score) =>
        {
            var paid = scale.Amount(units);
            turns.Found(ChangeKind.Amount, outcome, turn => new Counterfactual(
                ChangeKind.Amount, turn, Size(scale, units), Text(scale, units), paid, outcome, score));
            return turns.Asked.Any(turn => !turns.Has(ChangeKind.Amount, turn));
        });
        foreach (var turn in turns.Asked.Where(turn => !turns.Has(ChangeKind.Amount, turn)))
        {
            notes.Add(looked < amounts.Length
                ? Invariant($"None of the {looked} nearest amounts that matter makes it {Word(turn)}; there are {amounts.Length}.")
                : Invariant($"No change of the amount alone, from {scale.Format(scale.Amount(1))} to {scale.Format(scale.Amount(scale.Highest))} {scale.Currency}, makes it {Word(turn)}."));
        }

        PointInTime WithAmount(long units) => facts.WithAmount(scale.BaseAmount(units));
    }

    // In chunks, until the taker has enough.
    private void Scored<T>(IEnumerable<T> candidates, Func<T, PointInTime> facts, Func<T, Outcome, float, bool> take)
    {
        var scores = new float[Chunk];
        foreach (var chunk in candidates.Chunk(Chunk))
        {
            model.Score(chunk.SelectMany(candidate => model.Features.Vector(facts(candidate))).ToArray(), chunk.Length, scores);
            foreach (var (candidate, score) in chunk.Zip(scores))
            {
                if (!take(candidate, Decide(facts(candidate), score), score))
                {
                    return;
                }
            }
        }
    }

    private Outcome Decide(PointInTime facts, float score) => judge.Judge(payment.With(facts), facts, score).Outcome;

    private RuleInput Imagined(PointInTime facts) => new(payment.With(facts), facts, Score: 0, Outcome.Approve);

    private static double Size(AmountScale scale, long units) => (double)(scale.Distance(units) / scale.Paid);

    private static string Text(AmountScale scale, long units)
    {
        var way = scale.Amount(units) < scale.Paid ? "less" : "more";
        return $"paid {scale.Format(scale.Amount(units))} {scale.Currency} instead of {scale.Format(scale.Paid)} ({scale.Format(scale.Distance(units))} {way})";
    }

    private static string Word(Turn turn) => turn == Turn.Milder ? "milder" : "stricter";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The first change found of each kind and turn: they come smallest first.</summary>
    private sealed class Turns(Outcome decided)
    {
        public Turn[] Asked { get; } = decided switch
        {
            Outcome.Approve => [Turn.Stricter],
            Outcome.Decline => [Turn.Milder],
            _ => [Turn.Milder, Turn.Stricter],
        };

        public List<Counterfactual> Changes { get; } = [];

        public bool Has(ChangeKind kind, Turn turn) => Changes.Any(change => change.Kind == kind && change.Turn == turn);

        public void Found(ChangeKind kind, Outcome outcome, Func<Turn, Counterfactual> change)
        {
            var turn = outcome < decided ? Turn.Milder : Turn.Stricter;
            if (outcome != decided && !Has(kind, turn))
            {
                Changes.Add(change(turn));
            }
        }
    }
}
