using Microsoft.Extensions.Logging;

namespace Platform.Inference;

/// <summary>
/// Versions that were taken out or rolled back from. Each is a small text file beside the version folders, so that a
/// restart, or another replica that starts on the same volume, does not choose it again, and an operator can read or delete it.
/// </summary>
internal sealed class Withdrawals(string model, string folder, ILogger logger)
{
    private const string Extension = ".withdrawn";
    private const int MostCharacters = 1000;

    // Also in memory: the volume may be read-only, and a mark may be on its way. Null: the mark was removed.
    private readonly Dictionary<string, string?> _reasons = [];
    private readonly Lock _lock = new();
    private readonly Lock _files = new();
    private readonly HashSet<string> _pending = [];

    /// <summary>Why the version is withdrawn; null when it is not.</summary>
    public string? Reason(string version)
    {
        lock (_lock)
        {
            if (_reasons.TryGetValue(version, out var reason))
            {
                return reason;
            }
        }

        try
        {
            using var reader = File.OpenText(MarkOf(version));
            var text = new char[MostCharacters];
            return new string(text, 0, reader.ReadBlock(text)).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error is FileNotFoundException or DirectoryNotFoundException ? null : $"{version}{Extension} cannot be read.";
        }
    }

    /// <summary>Withdraws the version, or no longer (null), in memory; <see cref="Write"/> makes it last.</summary>
    public void Set(string version, string? reason)
    {
        lock (_lock)
        {
            _reasons[version] = reason;
        }
    }

    /// <summary>Writes or deletes the mark by what holds now, not by what held when this was asked for: of two writes the last one is right.</summary>
    public void Write(string version)
    {
        lock (_files)
        {
            string? reason;
            lock (_lock)
            {
                reason = _reasons[version];
            }

            try
            {
                if (reason is null)
                {
                    File.Delete(MarkOf(version));
                }
                else
                {
                    File.WriteAllText(MarkOf(version), reason);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                (reason is null ? (Action<ILogger, string, string, Exception>)LifecycleLog.MarkNotRemoved : LifecycleLog.MarkNotWritten)(
                    logger, model, version, error);
            }
        }
    }

    /// <summary>As <see cref="Write"/>, on another thread; <see cref="WritePending"/> sees to it before the end.</summary>
    public void WriteInBackground(string version)
    {
        lock (_lock)
        {
            _pending.Add(version);
        }

        _ = Task.Run(WritePending);
    }

    /// <summary>Writes what was to be written in the background and is not yet.</summary>
    public void WritePending()
    {
        lock (_files)
        {
            string[] versions;
            lock (_lock)
            {
                versions = [.. _pending];
                _pending.Clear();
            }

            Array.ForEach(versions, Write);
        }
    }

    private string MarkOf(string version) => Path.Combine(folder, version + Extension);
}
