namespace Platform.Cli.Screen;

/// <summary>Where a service listens on a laptop: the port of its launch profile.</summary>
internal sealed record ServiceAddress(string Name, string Title, int Port)
{
    public static readonly ServiceAddress Identity = new("identity", "Identity", 7100);

    /// <summary>The four services that decide.</summary>
    public static readonly IReadOnlyList<ServiceAddress> Deciding =
    [
        new("fraud", "Fraud", 7110),
        new("retail", "Retail", 7120),
        new("manufacturing", "Manufacturing", 7130),
        new("healthcare", "Healthcare", 7140),
    ];

    public static readonly ServiceAddress Simulator = new("simulator", "Simulator", 7190);

    public static IEnumerable<ServiceAddress> All => [Identity, .. Deciding, Simulator];

    public Uri Url => new($"http://localhost:{Port}");

    /// <summary>The page that shows and tries the service's requests.</summary>
    public Uri Docs => new(Url, "/docs");
}
