using System.Globalization;
using CsCheck;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Rules;
using Platform.Inference.Trees;

namespace Fraud.Tests.Domain.Explaining;

/// <summary>
/// Random trees over everything that depends on the amount, some that does not, random rules over the same and entries of the
/// review list, and random histories.
/// </summary>
public sealed class WhatIfPropertyTests
{
    private static readonly string[] Names =
    [
        "amount", "customer_mean_amount_1d", "customer_mean_amount_7d", "customer_mean_amount_30d", "amount_to_usual", "amount_to_largest",
        "night", "customer_payments_1d", "recent_largest_to_usual_7d", "terminal_fraud_rate_30d", "terminal_fraud_run",
    ];

    // Thresholds in cents as well as between them; three levels, so that one feature is asked twice on a path.
    private static readonly Gen<Tree> RandomTree =
        Gen.Select(
            Gen.Int[0, Names.Length - 1].Array[7],
            Gen.OneOf(Gen.Int[0, 3_000].Select(cents => cents / 100f), Gen.Float[0, 30], Gen.Float[0, 2]).Array[7],
            Gen.Float[0, .4f].Array[8])
        .Select(Build);

    private static readonly Gen<ScoringModel> RandomModel =
        Gen.Select(RandomTree.Array[1, 5], Gen.Double[.2, .6], Gen.Double[0, .4])
        .Select((trees, review, more) => SmallTrees.Model(Names, new Thresholds(review, review + more), trees));

    private static readonly Gen<string> Comparison = Gen.OneOf(
        Gen.Select(Gen.OneOf("<", "<=", ">", ">=", "=", "!="), Gen.Int[0, 3_000])
            .Select((how, cents) => FormattableString.Invariant($"amount {how} {cents / 100m}")),
        Gen.Select(Gen.OneOf("usual_amount", "customer_mean_amount_7d", "customer_mean_amount_30d"), Gen.OneOf("<", ">="), Gen.Int[1, 40])
            .Select((of, how, tenths) => FormattableString.Invariant($"amount {how} {tenths / 10m} * {of}")),
        Gen.Select(Gen.OneOf("amount_to_usual", "customer_mean_amount_1d"), Gen.Int[0, 60])
            .Select((of, halves) => FormattableString.Invariant($"{of} > {halves / 2m}")),
        Gen.Int[0, 10].Select(tenths => FormattableString.Invariant($"score >= {tenths / 10m}")),
        Gen.Select(Gen.OneOf("hour >= {0}", "customer_payments_1d > {0}"), Gen.Int[0, 20]).Select((text, n) => text.Replace("{0}", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

    private static readonly Gen<JudgeOfThen> RandomJudge =
        Gen.Select(
            Gen.Select(Comparison, Comparison, Gen.OneOf("and", "or", "and not"), Gen.Bool)
                .Select((one, other, how, declines) => new Rule("r", $"{one} {how} {other}", declines ? RuleAction.Decline : RuleAction.Review, "r"))
                .Array[0, 3],
            Gen.Int[0, 5])
        .Select((rules, listed) => new JudgeOfThen(
            new Thresholds(0, 0), RuleSet.Compile(1, rules), listed > 0 ? [] : [new Finding(Finding.OfList, "review", Fraud.Api.Domain.Outcome.Review, "r")]));

    private static readonly Gen<(PointInTime Facts, int Cents)> Payment =
        Gen.Select(Gen.Int[1, 2_500], Gen.Int[0, 4], Gen.Int[0, 6], Gen.Int[0, 20], Gen.Int[0, 3_000], Gen.Int[0, 23], Gen.Int[0, 5])
        .Select((cents, day, week, month, mean, hour, frauds) =>
        {
            var amount = cents / 100m;
            var each = mean / 100m;
            var facts = new PointInTime(
                Payments.Noon.AddHours(hour),
                amount,
                new CustomerHistory(
                    new(day + 1, (day * each) + amount),
                    new(day + week + 1, ((day + week) * each) + amount),
                    new(day + week + month + 1, ((day + week + month) * each) + amount),
                    LargestOfWeek: day + week == 0 ? 0 : each,
                    new GenuinePayments(month, month * each, month == 0 ? 0 : each)),
                new TerminalHistory(new(2, 0), new(14, Math.Min(frauds, 3)), new(60, frauds), new FraudRun(Math.Min(frauds, 2), 40, Payments.Noon.AddDays(-9))));
            return (facts, cents);
        });

    [Fact]
    public void What_is_said_to_turn_the_outcome_does_and_no_smaller_amount_on_the_grid_of_cents_does()
    {
        Gen.Select(RandomModel, RandomJudge, Payment).Sample((model, randomJudge, payment) =>
        {
            var (facts, cents) = payment;
            const int Highest = 3_000;
            var judge = randomJudge with { Thresholds = model.Thresholds };
            var decided = Outcome(model, judge, facts);

            var grid = Enumerable.Range(1, Highest).Select(other => Outcome(model, judge, facts.WithAmount(other / 100m))).ToArray();

            var found = new WhatIfSearch(model, judge, Payments.Transaction(amount: facts.Amount)).Of(facts, new AmountScale(facts.Amount, "EUR", facts.Amount, highest: Highest / 100m));

            foreach (var turn in Enum.GetValues<Turn>())
            {
                var change = found.Changes.SingleOrDefault(change => change.Kind == ChangeKind.Amount && change.Turn == turn);
                var told = change is null ? int.MaxValue : Math.Abs((int)(change.Amount!.Value * 100) - cents);
                if (change is not null)
                {
                    Outcome(model, judge, facts.WithAmount(change.Amount!.Value)).ShouldBe(change.Outcome);
                    Turns(change.Outcome, decided, turn).ShouldBeTrue();
                }

                Enumerable.Range(1, Highest)
                    .FirstOrDefault(other => Math.Abs(other - cents) < told && Turns(grid[other - 1], decided, turn))
                    .ShouldBe(0, $"these cents turn it {turn}, told were {change?.Amount}");
            }
        }, iter: 100);
    }

    [Fact]
    public void Every_change_of_context_that_is_told_turns_it_and_is_the_smallest_of_its_kind()
    {
        Gen.Select(RandomModel, RandomJudge, Payment).Sample((model, randomJudge, payment) =>
        {
            var facts = payment.Facts;
            var judge = randomJudge with { Thresholds = model.Thresholds };
            var decided = Outcome(model, judge, facts);
            var tried = ContextChanges.Of(facts).ToArray();

            var found = new WhatIfSearch(model, judge, Payments.Transaction(amount: facts.Amount)).Of(facts, new AmountScale(facts.Amount, "EUR", facts.Amount, highest: 50));

            foreach (var kind in tried.GroupBy(change => change.Kind))
            {
                foreach (var turn in Enum.GetValues<Turn>())
                {
                    var smallest = kind.Where(change => Turns(Outcome(model, judge, change.Facts), decided, turn)).Select(change => (double?)change.Size).Min();
                    found.Changes.SingleOrDefault(change => change.Kind == kind.Key && change.Turn == turn)?.Size.ShouldBe(smallest!.Value);
                    found.Changes.Any(change => change.Kind == kind.Key && change.Turn == turn).ShouldBe(smallest is not null);
                }
            }
        }, iter: 100);
    }

    [Fact]
    public void What_is_imagined_could_have_been() =>
        Payment.Sample(payment =>
        {
            foreach (var change in ContextChanges.Of(payment.Facts))
            {
                var (customer, terminal) = (change.Facts.Customer, change.Facts.Terminal);
                customer.Day.Payments.ShouldBeInRange(1, customer.Week.Payments, change.Text);
                customer.Week.Payments.ShouldBeLessThanOrEqualTo(customer.Month.Payments, change.Text);
                customer.Day.Spent.ShouldBeGreaterThanOrEqualTo(change.Facts.Amount - .0001m, change.Text);
                foreach (var window in new[] { terminal.Day, terminal.Week, terminal.Month })
                {
                    window.Frauds.ShouldBeInRange(0, window.Payments, change.Text);
                }

                terminal.Run.Frauds.ShouldBeLessThanOrEqualTo(terminal.Month.Frauds, change.Text);
                terminal.Week.Frauds.ShouldBeLessThanOrEqualTo(terminal.Month.Frauds, change.Text);
            }
        }, iter: 100);

    private static Outcome Outcome(ScoringModel model, JudgeOfThen judge, PointInTime facts) =>
        judge.Judge(Payments.Transaction().With(facts), facts, model.ScoreOne(model.Features.Vector(facts))).Outcome;

    private static bool Turns(Outcome outcome, Outcome decided, Turn turn) => turn == Turn.Milder ? outcome < decided : outcome > decided;

    // A full tree of three levels: inner nodes 0 to 6, leaves 7 to 14.
    private static Tree Build(int[] features, float[] thresholds, float[] leaves) => new(
        [.. features, .. Enumerable.Repeat(Tree.Leaf, 8)],
        [.. thresholds, .. new float[8]],
        [.. Enumerable.Range(0, 7).Select(node => (2 * node) + 1), .. Enumerable.Repeat(-1, 8)],
        [.. Enumerable.Range(0, 7).Select(node => (2 * node) + 2), .. Enumerable.Repeat(-1, 8)],
        [.. new float[7], .. leaves],
        [.. Enumerable.Repeat(1.0, 15)]);
}
