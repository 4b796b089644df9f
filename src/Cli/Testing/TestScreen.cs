using System.Globalization;

namespace Platform.Cli.Testing;

/// <summary>What a person reads during a run: a line for each project when it ends, and on a terminal one for what still runs.</summary>
/// <param name="output">Where it is written.</param>
/// <param name="projects">How many projects there are.</param>
/// <param name="width">Columns of the terminal; null where there is none, and no line to write over.</param>
/// <param name="time">Measures what runs.</param>
internal sealed class TestScreen(TextWriter output, int projects, int? width, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _running = new(StringComparer.Ordinal);
    private int _ended;
    private int _progressLength;

    public void Started(SolutionProject project)
    {
        lock (_lock)
        {
            _running[project.Name] = time.GetTimestamp();
            ShowProgress();
        }
    }

    public void Ended(TestOutcome outcome)
    {
        lock (_lock)
        {
            _running.Remove(outcome.Project.Name);
            _ended++;
            HideProgress();
            output.WriteLine(LineOf(outcome));
            foreach (var failure in outcome.Failures)
            {
                Write(failure);
            }

            if (outcome.Crash is { } crash)
            {
                output.WriteLine($"  {outcome.Project.Name} broke off before all its tests had run. What it said:");
                WriteIndented(crash);
            }

            ShowProgress();
        }
    }

    /// <summary>Brings the line on the terminal up to date.</summary>
    public void Tick()
    {
        lock (_lock)
        {
            ShowProgress();
        }
    }

    /// <summary>Names once more what failed, where nobody has to look for it, and ends with the line that CI reads.</summary>
    public void Close(IReadOnlyCollection<TestOutcome> outcomes)
    {
        lock (_lock)
        {
            _running.Clear();
            HideProgress();
            foreach (var outcome in outcomes.Where(outcome => outcome.IsFailure))
            {
                output.WriteLine($"failed: {outcome.Project.Name}{(outcome.Crash is null ? "" : " (broke off)")}");
                foreach (var failure in outcome.Failures)
                {
                    output.WriteLine($"  {failure.Name}");
                }
            }

            output.WriteLine(outcomes.Aggregate(TestResults.None, (sum, outcome) => sum + outcome.Results));
        }
    }

    private static string LineOf(TestOutcome outcome)
    {
        var (passed, failed, skipped) = outcome.Results;
        var word = outcome.IsFailure ? "failed" : passed > 0 ? "passed" : "no test";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{word,-8}{outcome.Project.Name,-34}{passed,5} passed {failed,4} failed {skipped,4} skipped {outcome.Took.TotalSeconds,6:0} s");
    }

    private void Write(FailedTest failure)
    {
        output.WriteLine($"  {failure.Name}");
        WriteIndented(failure.Message);
        WriteIndented(failure.Stack);
        WriteIndented(failure.Output);
    }

    private void WriteIndented(string text)
    {
        foreach (var line in text.Split('\n').Where(_ => text.Length > 0))
        {
            output.WriteLine($"    {line.TrimEnd()}");
        }
    }

    private void ShowProgress()
    {
        if (width is not { } columns || _running.Count == 0)
        {
            return;
        }

        var running = string.Join(", ", _running.Select(each => string.Create(
            CultureInfo.InvariantCulture, $"{each.Key} {time.GetElapsedTime(each.Value).TotalSeconds:0} s")));
        var line = string.Create(CultureInfo.InvariantCulture, $"{_ended} of {projects} projects; running: {running}");
        // A line that wraps could not be written over.
        line = line[..Math.Min(line.Length, columns - 1)];
        output.Write($"\r{line.PadRight(_progressLength)}");
        _progressLength = line.Length;
    }

    private void HideProgress()
    {
        if (_progressLength > 0)
        {
            output.Write($"\r{new string(' ', _progressLength)}\r");
            _progressLength = 0;
        }
    }
}
