using System.Globalization;

namespace Platform.LocalServers;

/// <summary>
/// Finds what a process started directly or indirectly, also what has left its process group: every child inherits a mark in
/// its environment. Read from /proc: nothing is found on other systems.
/// </summary>
internal static class Descendants
{
    public const string Variable = "PLATFORM_PROCESS_GROUP";

    /// <summary>Ids and names of the living processes with the mark.</summary>
    public static IReadOnlyDictionary<int, string> Of(string mark) => OperatingSystem.IsLinux()
        ? Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id != 0 && Read(id, "environ").Split('\0').Contains($"{Variable}={mark}"))
            .ToDictionary(id => id, id => Read(id, "comm").Trim())
        : new Dictionary<int, string>();

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ""; // ended meanwhile, or another user's
        }
    }
}
