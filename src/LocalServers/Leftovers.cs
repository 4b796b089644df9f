using System.Globalization;

namespace Platform.LocalServers;

/// <summary>Processes that still run from a state folder although nobody watches over them any more.</summary>
public static class Leftovers
{
    /// <summary>
    /// The ids of servers' processes that use the folder. Read from /proc: empty on other systems.
    /// </summary>
    public static IReadOnlyList<int> Find(StateFolder state)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        return Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id != 0 && id != Environment.ProcessId && BelongsTo(id, state))
            .ToArray();
    }

    /// <summary>Ends them: politely, and after <paramref name="patience"/> by force. Returns how many there were.</summary>
    public static async Task<int> StopAsync(StateFolder state, TimeSpan patience, CancellationToken cancellationToken)
    {
        var found = Find(state);
        foreach (var id in found)
        {
            await Tool.TryRunAsync("kill", ["-TERM", Text(id)], cancellationToken);
        }

        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        while (Find(state).Count > 0 && time.GetElapsedTime(start) < patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }

        foreach (var id in Find(state))
        {
            await Tool.TryRunAsync("kill", ["-KILL", Text(id)], cancellationToken);
        }

        return found.Count;
    }

    // Exact marks, so that an editor that has one of the folder's files open is none of them.
    private static bool BelongsTo(int id, StateFolder state)
    {
        try
        {
            return Contains($"/proc/{id}/cmdline", $"-D\0{state.Path}/postgres/data\0")
                || Contains($"/proc/{id}/environ", $"HOME={state.Path}/messaging\0");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // ended meanwhile, or another user's
        }

        static bool Contains(string file, string mark) => File.ReadAllText(file).Contains(mark, StringComparison.Ordinal);
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
