using System.Diagnostics;
using System.Text.Json;

namespace Platform.Cli.Running;

/// <summary>Who runs the platform of this clone: a small file in the state folder, so that a second <c>up</c> and <c>down</c> know.</summary>
internal sealed class RunRecord(string stateFolder)
{
    private readonly string _path = Path.Combine(stateFolder, "up.json");

    private sealed record Entry(int ProcessId, DateTime StartTime);

    /// <summary>The process that runs the platform now, if any: this command's, or an AppHost that outlived it.</summary>
    public Process? Running() => Entries().Select(Find).FirstOrDefault(process => process is not null);

    /// <summary>An AppHost whose command is gone: it notices, and stops.</summary>
    public Process? Lost()
    {
        var entries = Entries();
        return entries.Length > 1 && Find(entries[0]) is null ? entries[1..].Select(Find).FirstOrDefault(process => process is not null) : null;
    }

    /// <summary>Notes that this process runs the platform; refuses when another one does.</summary>
    public void Take()
    {
        if (Running() is { } other)
        {
            throw new CommandFailedException(
                $"the platform of this clone is already up (process {other.Id}): see its terminal, or stop it with ./platform down.");
        }

        using var self = Process.GetCurrentProcess();
        Directory.CreateDirectory(stateFolder);
        Write([EntryOf(self)]);
    }

    /// <summary>Notes a process that has to be stopped should this one be lost.</summary>
    public void Add(Process process) => Write([.. Entries(), EntryOf(process)]);

    public void Release() => File.Delete(_path);

    private static Entry EntryOf(Process process) => new(process.Id, process.StartTime.ToUniversalTime());

    private static Process? Find(Entry entry)
    {
        try
        {
            var process = Process.GetProcessById(entry.ProcessId);

            // Process ids are used again: the start time tells whether it is still the same one.
            return Math.Abs((process.StartTime.ToUniversalTime() - entry.StartTime).TotalSeconds) < 2 && !HasEnded(entry.ProcessId) ? process : null;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    // One that was killed a moment ago is still listed until its parent has taken note (state Z, after the name in brackets).
    private static bool HasEnded(int id)
    {
        try
        {
            return OperatingSystem.IsLinux() && File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }

    private Entry[] Entries()
    {
        try
        {
            return File.Exists(_path) ? JsonSerializer.Deserialize<Entry[]>(File.ReadAllText(_path)) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private void Write(Entry[] entries) => File.WriteAllText(_path, JsonSerializer.Serialize(entries));
}
