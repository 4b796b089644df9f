namespace Platform.ServiceDefaults;

/// <summary>What one statement does, in a few words: its operation and the table that it is about.</summary>
internal static class SqlSummary
{
    private static readonly string[] Changes = ["INSERT", "UPDATE", "DELETE", "MERGE"];
    private static readonly string[] Definitions = ["CREATE", "ALTER", "DROP"];

    // After these a parenthesis is no call of a function.
    private static readonly string[] BeforeGroups =
    [
        "AND", "AS", "ANY", "ALL", "EXISTS", "EXCEPT", "FILTER", "FROM", "IN", "INTERSECT", "JOIN", "LATERAL", "MATERIALIZED",
        "NOT", "ON", "OR", "OVER", "SELECT", "THEN", "UNION", "USING", "VALUES", "WHEN", "WHERE",
    ];

    /// <summary>The statement's summary.</summary>
    /// <param name="tokens">Of one statement, without its semicolon; at least one.</param>
    public static string Of(ReadOnlySpan<SqlToken> tokens)
    {
        if (Change(tokens) is { } change)
        {
            return change;
        }

        var verb = tokens[0].Text.ToUpperInvariant();
        if (Definitions.Contains(verb))
        {
            return tokens.Length > 1 ? $"{verb} {tokens[1].Text.ToUpperInvariant()}" : verb;
        }

        // Whatever else begins with a parenthesis or a WITH reads, too.
        return verb is "SELECT" or "WITH" or "(" ? Joined("SELECT", Table(tokens) ?? Function(tokens))
            : verb is "COPY" && tokens is [_, { Kind: SqlTokenKind.Word } target, ..] ? $"COPY {target.Text}"
            : verb;
    }

    // The change counts, also where a WITH hides it behind a SELECT of what it returns.
    private static string? Change(ReadOnlySpan<SqlToken> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind == SqlTokenKind.Word && tokens[i].IsAny(Changes) && (i == 0 || tokens[i - 1].IsAny("(", ")")))
            {
                var target = i + 1;
                while (target < tokens.Length && tokens[target].IsAny("INTO", "FROM", "ONLY"))
                {
                    target++;
                }

                var name = target < tokens.Length && tokens[target].Kind == SqlTokenKind.Word ? tokens[target].Text : null;
                return Joined(tokens[i].Text.ToUpperInvariant(), name);
            }
        }

        return null;
    }

    /// <summary>The first table that is read, also inside a subquery or a WITH.</summary>
    private static string? Table(ReadOnlySpan<SqlToken> tokens)
    {
        // extract(year FROM at) names no table: for each open parenthesis, whether it is a function's.
        var functions = new Stack<bool>();
        for (var i = 0; i < tokens.Length - 1; i++)
        {
            if (tokens[i].Is("("))
            {
                functions.Push(
                    i > 0 && tokens[i - 1].Kind == SqlTokenKind.Word && !tokens[i - 1].IsAny(BeforeGroups) && !tokens[i + 1].IsAny("SELECT", "WITH"));
            }
            else if (tokens[i].Is(")"))
            {
                functions.TryPop(out _);
            }
            else if (tokens[i].IsAny("FROM", "JOIN") && !(functions.TryPeek(out var inFunction) && inFunction)
                && !(i > 0 && tokens[i - 1].Is("DISTINCT")))
            {
                var target = i + 1;
                while (target < tokens.Length - 1 && tokens[target].IsAny("ONLY", "LATERAL"))
                {
                    target++;
                }

                var isCall = target + 1 < tokens.Length && tokens[target + 1].Is("(");
                if (tokens[target].Kind == SqlTokenKind.Word && !isCall && !IsNamedByWith(tokens, tokens[target].Text))
                {
                    return tokens[target].Text;
                }
            }
        }

        return null;
    }

    // name AS [NOT] [MATERIALIZED] ( or name (columns) AS (. An alias is written the other way round: ( … ) AS name.
    private static bool IsNamedByWith(ReadOnlySpan<SqlToken> tokens, string name)
    {
        for (var i = 1; i < tokens.Length - 1; i++)
        {
            if (tokens[i].Is(name) && tokens[i - 1].IsAny("WITH", "RECURSIVE", ",")
                && (tokens[i + 1].Is("AS") || tokens[i + 1].Is("("))
                && tokens[0].Is("WITH"))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Function(ReadOnlySpan<SqlToken> tokens) =>
        tokens is [_, { Kind: SqlTokenKind.Word } called, { Text: "(" }, ..] && !called.IsAny(BeforeGroups) ? called.Text : null;

    private static string Joined(string verb, string? target) => target is null ? verb : $"{verb} {target}";
}
