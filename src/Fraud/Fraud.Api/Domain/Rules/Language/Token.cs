namespace Fraud.Api.Domain.Rules.Language;

internal enum TokenKind
{
    /// <summary>A name of a field, or a word of the language.</summary>
    Word,
    Number,
    Text,

    /// <summary>An operator, a parenthesis or a comma.</summary>
    Sign,
    End,
}

/// <param name="Text">As written; a text without its quotes.</param>
/// <param name="Column">Where it begins, from 1.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Column)
{
    public bool IsSign(string sign) => Kind == TokenKind.Sign && Text == sign;

    public bool IsWord(string word) => Kind == TokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Text => $"\"{Text}\"",
        _ => $"'{Text}'",
    };
}
