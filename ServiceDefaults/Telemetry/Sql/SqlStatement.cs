using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace Platform.ServiceDefaults;

/// <summary>What a span tells of a command's text.</summary>
/// <param name="Summary">Operations and tables: <c>INSERT decisions; INSERT messaging.outbox</c>.</param>
/// <param name="Text">The text with a <c>?</c> for every literal: parameters have no value here, and what somebody wrote into the text has none either.</param>
/// <param name="Count">How many statements it has.</param>
public sealed record SqlStatement(string Summary, string Text, int Count)
{
    private const int LongestSummary = 255; // OpenTelemetry's limit
    private const int LongestText = 16_384;
    private const int LongestMemory = 1_000;

    // A service sends the same few statements over and over, and would read them at every command.
    private static readonly ConcurrentDictionary<string, SqlStatement> Known = new(StringComparer.Ordinal);
    private static int _known;

    /// <summary>What there is to tell of a text.</summary>
    public static SqlStatement Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Known.TryGetValue(text, out var known))
        {
            return known;
        }

        // Bulk inserts differ in length: neither they nor all of them are kept.
        if (text.Length > LongestText)
        {
            return Read(text[..LongestText]);
        }

        var read = Read(text);
        if (Volatile.Read(ref _known) < LongestMemory && Known.TryAdd(text, read))
        {
            Interlocked.Increment(ref _known);
        }

        return read;
    }

    /// <summary>The summary of several, each told once.</summary>
    public static string Join(IEnumerable<string> summaries)
    {
        var distinct = summaries.Distinct(StringComparer.Ordinal).ToList();
        // Settings of the session say little beside what is done in it.
        var work = distinct.Where(summary => summary != "SET").ToList();
        var joined = string.Join("; ", work.Count > 0 ? work : distinct);
        return joined.Length > LongestSummary ? joined[..LongestSummary] : joined;
    }

    private static SqlStatement Read(string text)
    {
        var tokens = new SqlTokenizer(text).Read();
        var summaries = new List<string>();
        var all = CollectionsMarshal.AsSpan(tokens);
        while (!all.IsEmpty)
        {
            var end = 0;
            while (end < all.Length && !all[end].Is(";"))
            {
                end++;
            }

            if (end > 0)
            {
                summaries.Add(SqlSummary.Of(all[..end]));
            }

            all = all[Math.Min(end + 1, all.Length)..];
        }

        return new SqlStatement(Join(summaries), WithoutLiterals(text, tokens), summaries.Count);
    }

    private static string WithoutLiterals(string text, List<SqlToken> tokens)
    {
        if (!tokens.Exists(token => token.Kind == SqlTokenKind.Literal))
        {
            return text;
        }

        var cleaned = new StringBuilder(text.Length);
        var from = 0;
        foreach (var literal in tokens.Where(token => token.Kind == SqlTokenKind.Literal))
        {
            cleaned.Append(text, from, literal.Start - from).Append('?');
            from = literal.End;
        }

        return cleaned.Append(text, from, text.Length - from).ToString();
    }
}
