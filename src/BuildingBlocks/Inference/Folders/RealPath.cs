namespace Platform.Inference;

/// <summary>Where a path leads once every link on the way is followed, the folders' links included.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <exception cref="IOException">The links go in a circle.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var real = Path.GetPathRoot(full)!;
        var ahead = new Stack<string>();
        Push(ahead, full[real.Length..]);
        var links = 0;
        while (ahead.TryPop(out var part))
        {
            if (part is "." or "..")
            {
                real = part == "." ? real : Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"More than {MostLinks} links lead from {path}.");
            }

            var start = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : "";
            real = start.Length > 0 ? start : real;
            Push(ahead, target[start.Length..]);
        }

        return real;
    }

    /// <summary>Whether the second real path is in the folder that is the first.</summary>
    public static bool IsWithin(string folder, string path) =>
        path.StartsWith(folder.TrimEnd(Separators) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static void Push(Stack<string> ahead, string path)
    {
        foreach (var part in path.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            ahead.Push(part);
        }
    }
}
