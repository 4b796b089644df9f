namespace Fraud.Api.Domain.Rules.Language;

/// <summary>What somebody may have meant.</summary>
internal static class Spelling
{
    // More letters wrong than this, and the guess would be another word.
    private const int Tolerance = 3;

    public static string Suggestion(string written)
    {
        var nearest = RuleFields.All.MinBy(field => Distance(written, field.Name))!;
        return Distance(written, nearest.Name) <= Math.Min(Tolerance, written.Length / 2) ? $": is '{nearest.Name}' meant?" : "";
    }

    // Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
