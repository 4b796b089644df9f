namespace Platform.ServiceDefaults;

internal enum SqlTokenKind
{
    /// <summary>A keyword or a name, with its schema where it has one.</summary>
    Word,

    /// <summary>A number or a string: what a span must not tell.</summary>
    Literal,

    /// <summary>Anything else: punctuation, operators, parameters.</summary>
    Symbol,
}

/// <summary>A piece of a statement.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int End, string Text)
{
    public bool Is(string word) => Kind != SqlTokenKind.Literal && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Is(word))
            {
                return true;
            }
        }

        return false;
    }
}
