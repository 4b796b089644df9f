namespace Fraud.Api.Domain.Rules.Language;

/// <summary>Cuts a condition into words, numbers, texts and signs.</summary>
internal static class Lexer
{
    private static readonly string[] Signs = ["<=", ">=", "!=", "==", "<", ">", "=", "(", ")", ",", "*", "-"];

    /// <exception cref="ConditionException">A sign that the language does not have, or a text without an end.</exception>
    public static List<Token> Read(string source)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < source.Length)
        {
            if (char.IsWhiteSpace(source[at]))
            {
                at++;
                continue;
            }

            var token = Next(source, at, out var length);
            tokens.Add(token);
            at += length;
        }

        tokens.Add(new Token(TokenKind.End, "", source.Length + 1));
        return tokens;
    }

    private static Token Next(string source, int at, out int length)
    {
        var first = source[at];
        if (char.IsAsciiLetter(first) || first == '_')
        {
            return Cut(TokenKind.Word, source, at, length = Count(source, at, c => char.IsAsciiLetterOrDigit(c) || c == '_'));
        }

        if (char.IsAsciiDigit(first))
        {
            return Number(source, at, out length);
        }

        if (first is '"' or '\'')
        {
            var end = source.IndexOf(first, at + 1);
            if (end < 0)
            {
                throw new ConditionException(at + 1, $"this text has no closing {first}");
            }

            length = end - at + 1;
            return new Token(TokenKind.Text, source[(at + 1)..end], at + 1);
        }

        var sign = Array.Find(Signs, sign => string.CompareOrdinal(source, at, sign, 0, sign.Length) == 0)
            ?? throw new ConditionException(at + 1, $"'{first}' means nothing here");
        return Cut(TokenKind.Sign, source, at, length = sign.Length);
    }

    // 12, 0.5; not 1e3, not .5, not 1.000,00.
    private static Token Number(string source, int at, out int length)
    {
        length = Count(source, at, char.IsAsciiDigit);
        if (at + length < source.Length && source[at + length] == '.')
        {
            var decimals = Count(source, at + length + 1, char.IsAsciiDigit);
            if (decimals == 0)
            {
                throw new ConditionException(at + length + 1, "a digit is missing after the point");
            }

            length += 1 + decimals;
        }

        return at + length < source.Length && (char.IsAsciiLetter(source[at + length]) || source[at + length] is '_' or '.')
            ? throw new ConditionException(at + 1, "this is no number: write 1500 or 0.25")
            : Cut(TokenKind.Number, source, at, length);
    }

    private static int Count(string source, int at, Func<char, bool> belongs)
    {
        var end = at;
        while (end < source.Length && belongs(source[end]))
        {
            end++;
        }

        return end - at;
    }

    private static Token Cut(TokenKind kind, string source, int at, int length) => new(kind, source.Substring(at, length), at + 1);
}
