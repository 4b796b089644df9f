using System.Globalization;

namespace AspireFallback.Tests;

internal static class Processes
{
    /// <summary>Whether the process exists and is not just waiting to be reaped.</summary>
    public static bool IsRunning(int id)
    {
        try
        {
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            return status[status.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The processes whose parent is <paramref name="id"/>.</summary>
    public static int[] ChildrenOf(int id) => Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var child) ? child : 0)
        .Where(child => child != 0 && ParentOf(child) == id)
        .ToArray();

    private static int ParentOf(int id)
    {
        try
        {
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
