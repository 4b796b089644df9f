using System.Xml.Linq;
using Platform.Cli.Running;

namespace Platform.Cli.Setup;

/// <summary>Asks the package feeds whether they have Aspire. The answer is kept, so asking again costs nothing; see Directory.Solution.targets.</summary>
internal static class AspireFeedProbe
{
    /// <summary>The answer that is kept: <c>present</c>, <c>missing</c>, or null while the feeds were not asked.</summary>
    public static string? Answer(Clone clone)
    {
        var file = clone.PathOf(".platform/AspireFeed.props");
        return File.Exists(file) ? XDocument.Load(file).Descendants("AspireFeed").FirstOrDefault()?.Value : null;
    }

    public static async Task EnsureAsync(Clone clone, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await ChildProcess.CaptureAsync(
            "dotnet",
            ["msbuild", clone.PathOf("src/AspireFallback/AspireFeed/AspireFeed.proj"), "-t:Ask", "-v:m", "-nologo"], clone.Root, cancellationToken: cancellationToken);
        if (exitCode != 0)
        {
            throw new CommandFailedException($"the package feeds cannot be asked for Aspire:{Environment.NewLine}{output.Trim()}");
        }
    }
}
