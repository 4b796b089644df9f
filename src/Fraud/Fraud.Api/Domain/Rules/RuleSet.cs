using Fraud.Api.Domain.Rules.Language;

namespace Fraud.Api.Domain.Rules;

/// <summary>A version of the rules, ready to judge: immutable, in memory, for any number of threads.</summary>
public sealed class RuleSet
{
    public const int MostRules = 100;
    public const int MostComparisons = 1_000;

    private readonly (Func<RuleInput, bool> Applies, Finding Finding)[] _rules;

    private RuleSet(int version, (Func<RuleInput, bool>, Finding)[] rules, IReadOnlyList<Compare> comparisons) =>
        (Version, _rules, Comparisons) = (version, rules, comparisons);

    public int Version { get; }

    /// <summary>Every comparison of a number that a condition asks for.</summary>
    public IReadOnlyList<Compare> Comparisons { get; }

    /// <exception cref="ConditionException">A condition cannot be read.</exception>
    public static RuleSet Compile(int version, IReadOnlyList<Rule> rules)
    {
        var conditions = rules.Select(rule => ConditionParser.Parse(rule.Condition)).ToArray();
        return new RuleSet(
            version,
            [.. rules.Zip(conditions, (rule, condition) => (
                ConditionCompiler.Compile(condition),
                new Finding(Finding.OfRule, rule.Name, OutcomeOf(rule.Action), rule.Reason)))],
            [.. conditions.SelectMany(ComparisonsOf)]);
    }

    /// <summary>
    /// The strictest of the model's outcome and of every rule that applies. Pure: the same input gives the same judgement,
    /// whether a payment is waiting for it or a backtest asks.
    /// </summary>
    public Judgement Judge(RuleInput input)
    {
        List<Finding>? findings = null;
        foreach (var (applies, finding) in _rules)
        {
            if (applies(input))
            {
                (findings ??= []).Add(finding);
            }
        }

        return new Judgement(Strictest(input.ByModel, findings), findings ?? [], Version);
    }

    internal static Outcome Strictest(Outcome outcome, IReadOnlyList<Finding>? findings)
    {
        foreach (var finding in findings ?? [])
        {
            outcome = finding.Action > outcome ? finding.Action : outcome;
        }

        return outcome;
    }

    private static Outcome OutcomeOf(RuleAction action) => action == RuleAction.Decline ? Outcome.Decline : Outcome.Review;

    private static IEnumerable<Compare> ComparisonsOf(Condition condition) => condition switch
    {
        And(var left, var right) => ComparisonsOf(left).Concat(ComparisonsOf(right)),
        Or(var left, var right) => ComparisonsOf(left).Concat(ComparisonsOf(right)),
        Not(var negated) => ComparisonsOf(negated),
        Compare compare => [compare],
        _ => [],
    };
}
