using System.Globalization;

namespace Platform.LocalServers;

/// <summary>Processes that still run from a state folder although nobody watches over them any more.</summary>
public static class Leftovers
{
    /// <summary>
    /// Names the state folder in the environment of what an AppHost starts: orchestrator, page, services and servers.
    /// </summary>
    public const string Variable = "PLATFORM_RUNS_FROM";

    private const string Orchestrator = "dcp";

    /// <summary>
    /// The ids of processes that were started from the folder. Read from /proc: empty on other systems.
    /// </summary>
    public static IReadOnlyList<int> Find(StateFolder state)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        return [.. Processes().Where(id => id != Environment.ProcessId && BelongsTo(id, state))];
    }

    /// <summary>
    /// The process that holds the folder's claim, which is an AppHost, whoever started it; null when there is none.
    /// </summary>
    public static int? Owner(StateFolder state) => !OperatingSystem.IsLinux()
        ? null
        : Processes().Where(id => HasOpen(id, state.ClaimFile)).Select(id => (int?)id).FirstOrDefault();

    /// <summary>
    /// Waits until they have ended by themselves, as the orchestrator sees to when its AppHost was killed, and ends what is
    /// left after <paramref name="patience"/>.
    /// </summary>
    public static async Task EndAsync(StateFolder state, TimeSpan patience, CancellationToken cancellationToken)
    {
        await WaitAsync(state, patience, cancellationToken);
        await StopAsync(state, patience, cancellationToken);
    }

    /// <summary>Ends them: politely, and after <paramref name="patience"/> by force. Returns how many there were.</summary>
    public static async Task<int> StopAsync(StateFolder state, TimeSpan patience, CancellationToken cancellationToken)
    {
        var found = Find(state);
        foreach (var id in found)
        {
            await Tool.TryRunAsync("kill", ["-TERM", Text(id)], cancellationToken);
        }

        await WaitAsync(state, patience, cancellationToken);
        foreach (var id in Find(state))
        {
            await Tool.TryRunAsync("kill", ["-KILL", Text(id)], cancellationToken);
        }

        return found.Count;
    }

    /// <summary>
    /// Waits until nothing but the orchestrator is left, or <paramref name="patience"/> is over. It watches the AppHost, and
    /// ends at once when that has ended; while the AppHost waits for it, it takes four seconds.
    /// </summary>
    public static Task WaitForProgramsAsync(StateFolder state, TimeSpan patience, CancellationToken cancellationToken) =>
        WaitAsync(() => Find(state).Any(id => NameOf(id) != Orchestrator), patience, cancellationToken);

    private static Task WaitAsync(StateFolder state, TimeSpan patience, CancellationToken cancellationToken) =>
        WaitAsync(() => Find(state).Count > 0, patience, cancellationToken);

    private static async Task WaitAsync(Func<bool> areThere, TimeSpan patience, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        while (areThere() && time.GetElapsedTime(start) < patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }
    }

    private static IEnumerable<int> Processes() => Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id != 0);

    // Exact marks, so that an editor that has one of the folder's files open is none of them.
    private static bool BelongsTo(int id, StateFolder state)
    {
        try
        {
            var environment = File.ReadAllText($"/proc/{id}/environ").Split('\0');
            return environment.Contains($"{Variable}={state.Path}")
                || environment.Contains($"HOME={state.Path}/messaging")
                || File.ReadAllText($"/proc/{id}/cmdline").Contains($"-D\0{state.Path}/postgres/data\0", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // ended meanwhile, or another user's
        }
    }

    private static string NameOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/comm").Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Orchestrator; // ended meanwhile: nothing to wait for
        }
    }

    private static bool HasOpen(int id, string file)
    {
        try
        {
            return Directory.GetFiles($"/proc/{id}/fd").Any(descriptor => new FileInfo(descriptor).LinkTarget == file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
