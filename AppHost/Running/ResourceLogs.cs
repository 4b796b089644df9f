using System.Text.RegularExpressions;

namespace Platform.AppHost;

/// <summary>What resources have printed, for people to read in a report.</summary>
internal sealed partial class ResourceLogs(ResourceLoggerService logs)
{
    private const string OfOrchestrator = "[sys] ";
    private const int MaxLines = 20;
    private const int MaxLineLength = 2_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The last lines that a resource printed itself.</summary>
    public async Task<IReadOnlyList<string>> LastLinesAsync(string resourceId, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(resourceId, cancellationToken))
            .Where(entry => entry.IsPrinted)
            .OrderBy(entry => entry.At, StringComparer.Ordinal) // both streams, each in an order of its own
            .SelectMany(entry => entry.Lines)
            .Where(line => line.Length > 0 && !line.StartsWith(OfOrchestrator, StringComparison.Ordinal))
            .TakeLast(MaxLines)];

    /// <summary>Why it could not be started: the last error in its log, which is a line as a rule.</summary>
    public async Task<string> ReasonAsync(string resourceId, CancellationToken cancellationToken)
    {
        var error = (await ReadAsync(resourceId, cancellationToken)).LastOrDefault(entry => entry.IsError).Lines ?? [];
        var lines = error
            .Where(line => line.Length > 0 && !line.StartsWith("Failed to create resource", StringComparison.Ordinal))
            .Select(line => ExceptionType().Replace(line.Replace(OfOrchestrator, "", StringComparison.Ordinal), ""))
            .Take(MaxLines);
        return string.Join(Environment.NewLine + "  ", lines) is { Length: > 0 } reason ? reason : "its log in the page says why.";
    }

    private async Task<IReadOnlyList<(string At, string[] Lines, bool IsError, bool IsPrinted)>> ReadAsync(string resourceId, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var entries = new List<(string, string[], bool, bool)>();
        // What Aspire itself wrote into the log comes first, in a batch of its own.
        var isPrinted = false;
        try
        {
            await foreach (var batch in logs.GetAllAsync(resourceId).WithCancellation(patience.Token))
            {
                entries.AddRange(batch.Select(entry => (
                    Timestamp().Match(entry.Content).Value,
                    entry.Content.Split('\n').Where(line => !IsOfStackTrace(line)).Select(Clean).ToArray(),
                    entry.IsErrorMessage,
                    isPrinted)));
                isPrinted = true;
            }
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A report with what was read is better than none, whatever the orchestrator answers about an ended program.
        }

        return entries;
    }

    private static string Clean(string line)
    {
        var text = ControlCharacter().Replace(Escape().Replace(Timestamp().Replace(line, ""), ""), " ").TrimEnd();
        return text.Length <= MaxLineLength ? text : text[..MaxLineLength] + "…";
    }

    // It would leave no room for what the exception says.
    private static bool IsOfStackTrace(string line) => StackTrace().IsMatch(line);

    [GeneratedRegex(@"^(\d{4}-\S+Z )?(   at |--- End of stack trace)")]
    private static partial Regex StackTrace();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z ?")]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"\x1b\[[0-9;?]*[ -/]*[@-~]")]
    private static partial Regex Escape();

    [GeneratedRegex(@"[\p{Cc}-[\t]]")]
    private static partial Regex ControlCharacter();

    [GeneratedRegex(@"^(\w+\.)+\w+: ")]
    private static partial Regex ExceptionType();
}
