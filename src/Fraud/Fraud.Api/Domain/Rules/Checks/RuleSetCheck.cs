using Fraud.Api.Domain.Rules.Language;

namespace Fraud.Api.Domain.Rules.Checks;

/// <summary>
/// What is checked before a rule set can be approved: names, types and cost; conditions of which no payment, or every
/// payment, is a case; and, as warnings, rules that change nothing beside another.
/// </summary>
public sealed class RuleSetCheck
{
    // Steps for one question, and for all: nobody can write rules that keep a processor busy for long.
    private const int StepsOfOne = 5_000;
    private const int StepsOfAll = 500_000;

    private readonly List<RuleRemark> _problems = [];
    private readonly List<RuleRemark> _warnings = [];
    private readonly List<(int Index, Rule Rule, Condition Condition)> _read = [];
    private int _comparisons;
    private int _stepsLeft = StepsOfAll;

    public static RuleSetReport Of(IReadOnlyList<Rule> rules)
    {
        var check = new RuleSetCheck();
        check.Names(rules);
        check.Conditions(rules);
        if (check._problems.Count == 0)
        {
            check.Subsumed();
        }

        return new RuleSetReport(check._problems, check._warnings, check._comparisons);
    }

    private void Names(IReadOnlyList<Rule> rules)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < rules.Count; i++)
        {
            if (!known.Add(rules[i].Name))
            {
                _problems.Add(new RuleRemark($"rules[{i}].name", null, $"another rule is called '{rules[i].Name}'"));
            }
        }
    }

    private void Conditions(IReadOnlyList<Rule> rules)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            var where = $"rules[{i}].condition";
            try
            {
                var condition = ConditionParser.Parse(rules[i].Condition, out var comparisons);
                _comparisons += comparisons;
                Contradictions(where, condition);
                _read.Add((i, rules[i], condition));
            }
            catch (ConditionException e)
            {
                _problems.Add(new RuleRemark(where, e.Column, e.Message));
            }
        }

        if (_comparisons > RuleSet.MostComparisons)
        {
            _problems.Add(new RuleRemark("rules", null, $"{_comparisons} comparisons; a set has at most {RuleSet.MostComparisons}"));
        }
    }

    private void Contradictions(string where, Condition condition)
    {
        var never = Alternatives(condition).Where(alternative => !CanHold(alternative)).ToArray();
        foreach (var alternative in never)
        {
            _problems.Add(new RuleRemark(where, null, $"no payment can fulfil '{ConditionText.Of(alternative)}'"));
        }

        if (never.Length == 0 && !CanHold(new Not(condition)))
        {
            _problems.Add(new RuleRemark(where, null, "every payment fulfils this"));
        }
    }

    // What is between the outermost "or": each of them is there for some payments.
    private static IEnumerable<Condition> Alternatives(Condition condition) =>
        condition is Or(var left, var right) ? Alternatives(left).Concat(Alternatives(right)) : [condition];

    // A rule is idle beside one that applies whenever it does, and is as strict. Of two that say the same, the later one is.
    private void Subsumed()
    {
        var steps = StepsOfAll / Math.Max(1, _read.Count * _read.Count);
        foreach (var (index, rule, condition) in _read)
        {
            var wider = _read.FirstOrDefault(other =>
                other.Index != index
                && other.Rule.Action >= rule.Action
                && Implies(condition, other.Condition, steps)
                && (other.Index < index || other.Rule.Action > rule.Action || !Implies(other.Condition, condition, steps)));
            if (wider.Rule is not null)
            {
                _warnings.Add(new RuleRemark(
                    $"rules[{index}]", null, $"'{rule.Name}' never changes a decision: whenever it applies, '{wider.Rule.Name}' does too"));
            }
        }
    }

    private static bool Implies(Condition narrow, Condition wide, int steps) => !new Satisfiability(steps).CanHold(new Not(wide), narrow);

    private bool CanHold(Condition condition)
    {
        var question = new Satisfiability(Math.Min(StepsOfOne, _stepsLeft));
        var canHold = question.CanHold(condition);
        _stepsLeft -= question.StepsTaken;
        return canHold;
    }
}
