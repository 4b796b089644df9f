namespace Platform.Cli.Running;

/// <summary>Everything the AppHost and its children say: in a file of bounded size, the last of it at hand.</summary>
internal sealed class AppHostLog(string path) : IDisposable
{
    private const int LastLines = 40;
    private const long MostBytes = 20_000_000;

    private readonly RotatingLog _file = new(path, MostBytes);
    private readonly Queue<string> _tail = [];
    private readonly Lock _gate = new();
    private bool _disposed;

    /// <summary>The last lines.</summary>
    public string Tail
    {
        get
        {
            lock (_gate)
            {
                return string.Join(Environment.NewLine, _tail);
            }
        }
    }

    /// <summary>Takes a line; null at the end of a stream.</summary>
    public void Keep(string? line)
    {
        lock (_gate)
        {
            if (line is null || _disposed)
            {
                return;
            }

            _file.WriteLine(line);
            _tail.Enqueue(line);
            if (_tail.Count > LastLines)
            {
                _tail.Dequeue();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _file.Dispose();
        }
    }
}
