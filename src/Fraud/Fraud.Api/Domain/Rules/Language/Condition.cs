namespace Fraud.Api.Domain.Rules.Language;

/// <summary>A condition as a tree in which names and types are known to be right. Its text: <see cref="ConditionText"/>.</summary>
public abstract record Condition;

public sealed record And(Condition Left, Condition Right) : Condition;

public sealed record Or(Condition Left, Condition Right) : Condition;

public sealed record Not(Condition Negated) : Condition;

/// <summary>A number against another: <c>amount > 500</c>, <c>amount > 3 * customer_mean_amount_30d</c>.</summary>
public sealed record Compare(NumberField Field, Comparison Operator, NumberOperand Operand) : Condition;

/// <summary>A text against some: <c>country in ("NG", "RO")</c>. False where the text is missing, whatever is asked.</summary>
public sealed record Match(TextField Field, TextMatch Kind, TextValues Values) : Condition;

/// <summary>Whether an optional field was sent: <c>device is missing</c>.</summary>
public sealed record Presence(TextField Field, bool Known) : Condition;

public enum Comparison
{
    Equal,
    NotEqual,
    Below,
    AtMost,
    Above,
    AtLeast,
}

public enum TextMatch
{
    In,
    NotIn,
    StartsWith,
    NotStartsWith,
}

public abstract record NumberOperand;

public sealed record Literal(decimal Value) : NumberOperand;

/// <summary>Another field, times a number.</summary>
public sealed record Scaled(decimal Factor, NumberField Field) : NumberOperand;

/// <summary>Texts that are equal when they are the same in the same order.</summary>
public sealed class TextValues(IEnumerable<string> values) : IEquatable<TextValues>
{
    private readonly string[] _values = [.. values];

    public IReadOnlyList<string> All => _values;

    public bool Equals(TextValues? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => Equals(obj as TextValues);

    public override int GetHashCode() => _values.Aggregate(17, HashCode.Combine);
}
