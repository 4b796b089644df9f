namespace Platform.Cli.Screen;

/// <summary>Where a service of this machine listens.</summary>
internal sealed record ServiceAddress(string Name, string Title, int Port)
{
    public Uri Url => new($"http://localhost:{Port}");

    /// <summary>The page that shows and tries the service's requests.</summary>
    public Uri Docs => new(Url, "/docs");
}
