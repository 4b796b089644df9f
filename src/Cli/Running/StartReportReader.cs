using System.Text.RegularExpressions;

namespace Platform.Cli.Running;

/// <summary>
/// Picks what the AppHost says about waits and failures, and the address of its dashboard, out of its console, where a log
/// entry is a line with level and category, and below it the message, indented. Each message is given once, however often
/// it is repeated.
/// </summary>
internal sealed partial class StartReportReader(TimeProvider time)
{
    private const string Indentation = "      ";
    private const int MostRemembered = 500;

    // The console writes an entry in one piece: what has not gone on by then is complete.
    private static readonly TimeSpan LongestEntry = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _seen = [];
    private readonly Queue<StartReport> _new = [];
    private readonly List<string> _lines = [];
    private Match _header = Match.Empty;
    private Uri? _dashboard;
    private long _begun;

    /// <summary>The dashboard's address with the token to log in; null while the AppHost has not said it.</summary>
    public Uri? Dashboard
    {
        get
        {
            lock (_gate)
            {
                return _dashboard;
            }
        }
    }

    /// <summary>Takes the next line of the AppHost's output.</summary>
    public void Read(string line)
    {
        lock (_gate)
        {
            if (_header.Success && line.StartsWith(Indentation, StringComparison.Ordinal))
            {
                Take(line[Indentation.Length..]);
                return;
            }

            Close();
            _header = Header().Match(line);
            _begun = time.GetTimestamp();
        }
    }

    /// <summary>What is new since the last time.</summary>
    public IReadOnlyList<StartReport> TakeNew()
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

    private void Take(string line)
    {
        if (_header.Groups["report"].Success)
        {
            _lines.Add(line);
        }
        else if (Login().Match(line) is { Success: true } login)
        {
            _dashboard ??= new Uri(login.Groups["address"].Value);
        }
    }

    private void Close()
    {
        var text = string.Join(Environment.NewLine, _lines);
        var level = _header.Groups["level"].Value;
        if (text.Length > 0 && level != "info" && _seen.Count < MostRemembered && _seen.Add(text))
        {
            _new.Enqueue(new StartReport(text, IsFailure: level != "warn"));
        }

        _header = Match.Empty;
        _lines.Clear();
    }

    [GeneratedRegex(@"^(?<level>info|warn|fail|crit): ((?<report>Platform\.AppHost\.StartReports)|Aspire\.Hosting\.DistributedApplication)\[\d+\]$")]
    private static partial Regex Header();

    [GeneratedRegex(@"^Login to the dashboard at (?<address>https?://\S+)")]
    private static partial Regex Login();
}
