using System.Globalization;

namespace Fraud.Api.Domain.Rules.Language;

/// <summary>
/// Reads a condition by recursive descent. The grammar is in docs/Rules.md. Length, depth and size are bounded, so a
/// condition costs no more to judge than its limits allow.
/// </summary>
public sealed class ConditionParser
{
    public const int MaximumLength = 2_000;
    public const int MaximumDepth = 20;
    public const int MaximumComparisons = 60;
    public const int MaximumValues = 100;

    private const int MaximumDigits = 15;

    private static readonly Dictionary<string, Comparison> Comparisons = new()
    {
        ["="] = Comparison.Equal,
        ["=="] = Comparison.Equal,
        ["!="] = Comparison.NotEqual,
        ["<"] = Comparison.Below,
        ["<="] = Comparison.AtMost,
        [">"] = Comparison.Above,
        [">="] = Comparison.AtLeast,
    };

    private readonly List<Token> _tokens;
    private int _at;
    private int _depth;

    private ConditionParser(List<Token> tokens) => _tokens = tokens;

    /// <summary>How many comparisons the condition has.</summary>
    public int Size { get; private set; }

    private Token Next => _tokens[_at];

    /// <exception cref="ConditionException">It cannot be read; says where and why.</exception>
    public static Condition Parse(string text) => Parse(text, out _);

    /// <param name="text">The condition.</param>
    /// <param name="size">How many comparisons it has: what it costs to judge.</param>
    public static Condition Parse(string text, out int size)
    {
        if (text.Length > MaximumLength)
        {
            throw new ConditionException(MaximumLength + 1, $"a condition has at most {MaximumLength} characters");
        }

        var parser = new ConditionParser(Lexer.Read(text));
        var condition = parser.ReadOr();
        if (parser.Next.Kind != TokenKind.End)
        {
            throw Unexpected(parser.Next, "'and', 'or' or the end");
        }

        size = parser.Size;
        return condition;
    }

    private Condition ReadOr()
    {
        var left = ReadAnd();
        while (TryWord("or"))
        {
            left = new Or(left, ReadAnd());
        }

        return left;
    }

    private Condition ReadAnd()
    {
        var left = ReadUnary();
        while (TryWord("and"))
        {
            left = new And(left, ReadUnary());
        }

        return left;
    }

    private Condition ReadUnary()
    {
        var start = Next;
        if (TryWord("not"))
        {
            return new Not(Deeper(start, ReadUnary));
        }

        if (TrySign("("))
        {
            var inside = Deeper(start, ReadOr);
            Expect(")");
            return inside;
        }

        return ReadComparison();
    }

    private Condition Deeper(Token start, Func<Condition> read)
    {
        if (++_depth > MaximumDepth)
        {
            throw new ConditionException(start.Column, $"nested more than {MaximumDepth} deep");
        }

        var condition = read();
        _depth--;
        return condition;
    }

    private Condition ReadComparison()
    {
        var start = Next;
        if (++Size > MaximumComparisons)
        {
            throw new ConditionException(start.Column, $"a condition has at most {MaximumComparisons} comparisons");
        }

        return ReadField() switch
        {
            NumberField number => ReadNumberComparison(number),
            var field => TextComparison.Read(this, (TextField)field),
        };
    }

    private Compare ReadNumberComparison(NumberField field)
    {
        var sign = Next;
        if (sign.Kind != TokenKind.Sign || !Comparisons.TryGetValue(sign.Text, out var comparison))
        {
            throw Unexpected(sign, $"=, !=, <, <=, > or >= ({field.Name} is a number)");
        }

        _at++;
        return new Compare(field, comparison, ReadOperand(field));
    }

    private NumberOperand ReadOperand(NumberField field)
    {
        if (Next.Kind == TokenKind.Word)
        {
            return new Scaled(1, ReadOtherNumber());
        }

        if (Next.Kind != TokenKind.Number && !Next.IsSign("-"))
        {
            throw Unexpected(Next, $"a number or the name of one ({field.Name} is a number)");
        }

        var value = ReadNumber();
        return TrySign("*") ? new Scaled(value, ReadOtherNumber()) : new Literal(value);
    }

    private NumberField ReadOtherNumber()
    {
        var start = Next;
        return ReadField() as NumberField ?? throw new ConditionException(start.Column, $"'{start.Text}' is no number");
    }

    private decimal ReadNumber()
    {
        var isNegative = TrySign("-");
        var token = Next;
        if (token.Kind != TokenKind.Number)
        {
            throw Unexpected(token, "a number");
        }

        if (token.Text.Count(char.IsAsciiDigit) > MaximumDigits)
        {
            throw new ConditionException(token.Column, $"a number has at most {MaximumDigits} digits");
        }

        _at++;
        var value = decimal.Parse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return isNegative ? -value : value;
    }

    private RuleField ReadField()
    {
        var token = Next;
        if (token.Kind != TokenKind.Word)
        {
            throw Unexpected(token, "the name of a field, 'not' or '('");
        }

        _at++;
        return RuleFields.Find(token.Text)
            ?? throw new ConditionException(token.Column, $"there is no '{token.Text}'{Spelling.Suggestion(token.Text)}");
    }

    internal Token Take() => _tokens[_at++];

    internal Token Peek() => Next;

    internal bool TryWord(string word) => Try(Next.IsWord(word));

    internal bool TrySign(string sign) => Try(Next.IsSign(sign));

    internal void Expect(string sign)
    {
        if (!TrySign(sign))
        {
            throw Unexpected(Next, $"'{sign}'");
        }
    }

    internal static ConditionException Unexpected(Token token, string expected) =>
        new(token.Column, $"{expected} is expected here, not {token}");

    private bool Try(bool isThere)
    {
        _at += isThere ? 1 : 0;
        return isThere;
    }
}
