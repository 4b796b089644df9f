using System.Collections.Immutable;
using Fraud.Api.Domain.Rules.Language;

namespace Fraud.Api.Domain.Rules.Checks;

/// <summary>
/// Whether some payment can fulfil conditions: follows every branch of "or", and narrows what each field can be along the
/// conjunction. "No" is certain. "Yes" is said also where the budget ends, and where two fields are compared with each other.
/// </summary>
/// <param name="budget">How many steps may be taken in all.</param>
public sealed class Satisfiability(int budget)
{
    private readonly int _budget = budget;
    private int _left = budget;

    public int StepsTaken => _budget - Math.Max(0, _left);

    public bool CanHold(params ReadOnlySpan<Condition> conditions)
    {
        var pending = ImmutableStack<Condition>.Empty;
        foreach (var condition in conditions)
        {
            pending = pending.Push(condition);
        }

        return Follow(pending, ImmutableStack<Or>.Empty, World.Any);
    }

    // What holds in any case narrows the fields before the branches are tried: most of them end at once then.
    private bool Follow(ImmutableStack<Condition> pending, ImmutableStack<Or> branches, World world)
    {
        while (!pending.IsEmpty)
        {
            if (--_left < 0)
            {
                return true;
            }

            pending = pending.Pop(out var condition);
            switch (condition)
            {
                case And(var left, var right):
                    pending = pending.Push(right).Push(left);
                    break;
                case Or or:
                    branches = branches.Push(or);
                    break;
                case Not(var negated):
                    pending = pending.Push(Opposite.Of(negated));
                    break;
                default:
                    if (world.With(condition) is not { } narrowed)
                    {
                        return false;
                    }

                    world = narrowed;
                    break;
            }
        }

        if (branches.IsEmpty)
        {
            return true;
        }

        branches = branches.Pop(out var branch);
        return Follow(pending.Push(branch.Left), branches, world) || Follow(pending.Push(branch.Right), branches, world);
    }

    /// <summary>What the fields can still be.</summary>
    private sealed record World(
        ImmutableDictionary<NumberField, NumberRange> Numbers, ImmutableDictionary<TextField, TextRange> Texts, ImmutableHashSet<Compare> Relations)
    {
        public static World Any { get; } = new(
            ImmutableDictionary.Create<NumberField, NumberRange>(ReferenceEqualityComparer.Instance),
            ImmutableDictionary.Create<TextField, TextRange>(ReferenceEqualityComparer.Instance),
            []);

        public World? With(Condition condition)
        {
            switch (condition)
            {
                case Compare { Operand: Literal(var value) } compare:
                    var field = compare.Field;
                    var range = Numbers.GetValueOrDefault(field, NumberRange.Of(field.Low, field.High, field.IsWhole)).With(compare.Operator, value);
                    return range.IsEmpty ? null : this with { Numbers = Numbers.SetItem(field, range) };
                case Compare compare:
                    return Relations.Contains((Compare)Opposite.Of(compare)) ? null : this with { Relations = Relations.Add(compare) };
                case Match match:
                    return Known(match.Field, Text(match.Field).With(match.Kind, match.Values.All));
                case Presence presence:
                    return Known(presence.Field, Text(presence.Field).WithPresence(presence.Known));
                default:
                    throw new ArgumentOutOfRangeException(nameof(condition));
            }
        }

        private TextRange Text(TextField field) => Texts.GetValueOrDefault(field) ?? TextRange.Of(field);

        private World? Known(TextField field, TextRange? range) => range is null ? null : this with { Texts = Texts.SetItem(field, range) };
    }
}
