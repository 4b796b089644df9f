using System.Text.RegularExpressions;

namespace Platform.Cli.Running;

/// <summary>
/// Picks what the orchestrator says about waits and failures out of the AppHost's console, where a log entry is a line with
/// level and category, and below it the message, indented. Each message is given once, however often it is repeated.
/// </summary>
internal sealed partial class OrchestratorNotes(TimeProvider time)
{
    private const string Indentation = "      ";
    private const int MostRemembered = 500;

    // The console writes an entry in one piece: what has not gone on by then is complete.
    private static readonly TimeSpan LongestEntry = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _seen = [];
    private readonly Queue<OrchestratorNote> _new = [];
    private readonly List<string> _lines = [];
    private Match _header = Match.Empty;
    private long _begun;

    /// <summary>Takes the next line of the AppHost's output.</summary>
    public void Read(string line)
    {
        lock (_gate)
        {
            if (_header.Success && line.StartsWith(Indentation, StringComparison.Ordinal))
            {
                _lines.Add(line[Indentation.Length..]);
                return;
            }

            Close();
            _header = Header().Match(line);
            _begun = time.GetTimestamp();
        }
    }

    /// <summary>What is new since the last time.</summary>
    public IReadOnlyList<OrchestratorNote> TakeNew()
    {
        lock (_gate)
        {
            if (_header.Success && time.GetElapsedTime(_begun) > LongestEntry)
            {
                Close();
            }

            var taken = _new.ToArray();
            _new.Clear();
            return taken;
        }
    }

    private void Close()
    {
        var text = string.Join(Environment.NewLine, _lines);
        if (_header.Success && NoteOf(_header, text) is { } note && _seen.Count < MostRemembered && _seen.Add(text))
        {
            _new.Enqueue(note);
        }

        _header = Match.Empty;
        _lines.Clear();
    }

    private static OrchestratorNote? NoteOf(Match header, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (header.Groups["resource"] is { Success: true, Value: var resource })
        {
            return ResourceFailure().Match(text) is { Success: true } line ? new($"{resource} cannot start: {line.Groups["reason"].Value}", IsFailure: true) : null;
        }

        // One that ends by itself with code 0 is told as information, and is missing all the same.
        var isFailure = header.Groups["event"].Value is "2" or "10";
        return isFailure || header.Groups["level"].Value != "info" ? new(text, isFailure) : null;
    }

    [GeneratedRegex(@"^((?<level>info|warn|fail|crit): Aspire\.Hosting\.Running\.Orchestrator\[(?<event>\d+)\]|fail: [\w.]+\.Resources\.(?<resource>[\w-]+)\[\d+\])$")]
    private static partial Regex Header();

    // Aspire's own packages tell it in the log of the resource that waits; its lines are numbered and carry the time.
    [GeneratedRegex(@"^\d+: (\d{4}-\S+ )?(?<reason>Dependency resource '.+' failed to start\.|Resource '.+' has entered the '.+' state .+)$")]
    private static partial Regex ResourceFailure();
}
