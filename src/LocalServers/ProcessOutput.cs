using System.Globalization;
using System.Text;

namespace Platform.LocalServers;

/// <summary>
/// What a child process prints, as lines. Whatever it prints, memory and log stay bounded: a line is cut at a length, of a
/// flood only the beginning of each second is passed on, and bytes that are no text cannot command the terminal.
/// </summary>
internal sealed class ProcessOutput(Action<string> write, TimeProvider time)
{
    public const int LongestLine = 4_000;

    // In characters; a line costs a hundred at least, for what is written in front of it.
    private const int PassedOnPerSecond = 500_000;
    private const int LineCost = 100;
    private const int KeptLines = 20;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lastLines = [];
    private long _second;
    private long _spent;
    private long _leftOut;

    /// <summary>
    /// The last lines it printed, those of a flood that were not passed on included, and without the frames of .NET's stack
    /// traces, which would leave no room for what the exception says.
    /// </summary>
    public IReadOnlyList<string> LastLines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lastLines];
            }
        }
    }

    /// <summary>Reads a stream to its end. The reader waits for the writer of lines, and so does the process that prints.</summary>
    public async Task ReadAsync(StreamReader stream)
    {
        var characters = new char[16 * 1024];
        var line = new Line(Pass);
        try
        {
            while (await stream.ReadAsync(characters) is > 0 and var count)
            {
                line.Take(characters.AsSpan(0, count));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process was given up.
        }

        line.End();
        lock (_gate)
        {
            TellLeftOut();
        }
    }

    private void Pass(string line)
    {
        lock (_gate)
        {
            Keep(line);

            var second = time.GetTimestamp() / time.TimestampFrequency;
            if (second != _second)
            {
                TellLeftOut();
                (_second, _spent) = (second, 0);
            }

            _spent += Math.Max(line.Length, LineCost);
            if (_spent <= PassedOnPerSecond)
            {
                write(line);
            }
            else if (_leftOut++ == 0)
            {
                write("(too much in one second: what follows is left out)");
            }
        }
    }

    private void Keep(string line)
    {
        if (line.StartsWith("   at ", StringComparison.Ordinal))
        {
            return;
        }

        _lastLines.Enqueue(line);
        if (_lastLines.Count > KeptLines)
        {
            _lastLines.Dequeue();
        }
    }

    private void TellLeftOut()
    {
        if (_leftOut > 0)
        {
            write(string.Create(CultureInfo.InvariantCulture, $"({_leftOut} lines were left out)"));
            _leftOut = 0;
        }
    }

    /// <summary>Puts one line after the other together.</summary>
    private sealed class Line(Action<string> complete)
    {
        private readonly StringBuilder _text = new();
        private long _cut;

        public void Take(ReadOnlySpan<char> characters)
        {
            while (!characters.IsEmpty)
            {
                var end = characters.IndexOf('\n');
                Append(end < 0 ? characters : characters[..end]);
                if (end < 0)
                {
                    return;
                }

                Complete();
                characters = characters[(end + 1)..];
            }
        }

        public void End()
        {
            if (_text.Length > 0 || _cut > 0)
            {
                Complete();
            }
        }

        private void Append(ReadOnlySpan<char> part)
        {
            var room = _cut > 0 ? 0 : Math.Min(part.Length, LongestLine - _text.Length);
            foreach (var character in part[..room])
            {
                _text.Append(character == '\r' ? ' ' : char.IsControl(character) && character != '\t' ? '\uFFFD' : character);
            }

            if (_cut == 0 && room < part.Length)
            {
                // At once: the line may have no end.
                CompleteText();
            }

            _cut += part.Length - room;
        }

        private void Complete()
        {
            if (_cut > 0)
            {
                complete(string.Create(CultureInfo.InvariantCulture, $"… ({_cut} characters more)"));
                _cut = 0;
            }
            else
            {
                CompleteText();
            }
        }

        private void CompleteText()
        {
            complete(_text.ToString().TrimEnd());
            _text.Clear();
        }
    }
}
