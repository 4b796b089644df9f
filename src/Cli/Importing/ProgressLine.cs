using System.Globalization;

namespace Platform.Cli.Importing;

/// <summary>One line that says how far something is: written over on a terminal, now and then anew in a log.</summary>
internal sealed class ProgressLine(TextWriter output, bool isTerminal)
{
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private DateTimeOffset? _last;
    private int _length;

    public void Show(string text, DateTimeOffset now)
    {
        if (isTerminal)
        {
            output.Write($"\r{text.PadRight(_length)}");
            _length = text.Length;
        }
        else if (_last is null || now - _last >= LogInterval)
        {
            output.WriteLine(text);
            _last = now;
        }
    }

    /// <summary>Leaves the last line as it is; what comes next begins a new one.</summary>
    public void End()
    {
        if (isTerminal && _length > 0)
        {
            output.WriteLine();
            _length = 0;
        }
    }

    public static string Uploading(long received, long bytes) => string.Create(
        CultureInfo.InvariantCulture, $"uploading: {received / 1048576.0:0.0} of {bytes / 1048576.0:0.0} MiB");

    public static string Reading(ImportStatus import, double perSecond) => string.Create(
        CultureInfo.InvariantCulture, $"reading: {import.Progress:0%}, {import.Rows:#,0} rows, {perSecond:#,0} rows/s, {import.Rejected:#,0} errors");
}
