using System.Diagnostics;
using Platform.LocalServers;

namespace Platform.Cli.Running;

/// <summary>Finds the platform of a clone, whoever started it: <c>./platform up</c>, <c>dotnet run</c> or an editor.</summary>
internal static class RunningPlatform
{
    /// <summary>The process to stop; null when nothing runs.</summary>
    public static Process? Of(StateFolder state)
    {
        try
        {
            return new RunRecord(state.Path).Running()
                ?? (Leftovers.Owner(state) is { } owner ? Process.GetProcessById(owner) : null);
        }
        catch (ArgumentException)
        {
            return null; // ended meanwhile
        }
    }
}
