using Platform.Cli.Running;

namespace Platform.Cli.Testing;

/// <summary>What was changed since the branch left main, committed or not.</summary>
internal static class ChangedFiles
{
    private static readonly string[] Mainlines = ["origin/main", "main"];

    /// <summary>Paths from the root, with forward slashes.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(Clone clone, CancellationToken cancellationToken)
    {
        var start = await StartAsync(clone, cancellationToken) ?? throw new CommandFailedException(
            $"--changed compares with {string.Join(" or ", Mainlines)}, and this clone has neither: name what to test instead.");

        // Against the working tree, so what is not committed yet counts too; files that git does not know are asked for apart.
        // A renamed file counts at both its places.
        var changed = await GitAsync(clone, ["diff", "--name-only", "--no-renames", "-z", start], cancellationToken);
        var added = await GitAsync(clone, ["ls-files", "--others", "--exclude-standard", "-z"], cancellationToken);
        return [.. changed.Concat(added).Distinct().Order(StringComparer.Ordinal)];
    }

    private static async Task<string?> StartAsync(Clone clone, CancellationToken cancellationToken)
    {
        foreach (var main in Mainlines)
        {
            var (exitCode, output) = await ChildProcess.CaptureAsync(
                "git", ["merge-base", "HEAD", main], clone.Root, cancellationToken: cancellationToken);
            if (exitCode == 0)
            {
                return output.Trim();
            }
        }

        return null;
    }

    private static async Task<string[]> GitAsync(Clone clone, string[] arguments, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await ChildProcess.CaptureAsync("git", arguments, clone.Root, cancellationToken: cancellationToken);
        return exitCode == 0
            ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            : throw new CommandFailedException($"git {string.Join(' ', arguments)} failed:{Environment.NewLine}{output.Trim()}");
    }
}
