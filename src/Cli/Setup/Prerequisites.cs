namespace Platform.Cli.Setup;

/// <summary>What has to be there before anything is built or started.</summary>
internal static class Prerequisites
{
    /// <summary>For the tests, which start servers of their own.</summary>
    public static Task ForTestsAsync(bool yes, CancellationToken cancellationToken) => SystemPackages.EnsureAsync(SystemPackage.Tests, yes, cancellationToken);

    /// <summary>For a run, which needs no packages where its servers are containers, or run elsewhere.</summary>
    public static async Task ForRunningAsync(Clone clone, bool yes, CancellationToken cancellationToken)
    {
        var runLocally = Environment.GetEnvironmentVariable("Servers") switch
        {
            "external" or "containers" => false,
            "local" => true,
            _ => await ContainerEngine.FindAsync(clone, cancellationToken) is null,
        };
        if (runLocally)
        {
            await SystemPackages.EnsureAsync(SystemPackage.Servers, yes, cancellationToken);
        }
    }
}
