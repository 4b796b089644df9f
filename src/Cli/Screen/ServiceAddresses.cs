using Platform.LocalServers;

namespace Platform.Cli.Screen;

/// <summary>Where the services of a clone's run listen: their launch profiles' ports, in the block that the run has.</summary>
/// <param name="first">The block's first port.</param>
internal sealed class ServiceAddresses(int first)
{
    public ServiceAddress Identity { get; } = new("identity", "Identity", first);

    /// <summary>The four services that decide.</summary>
    public IReadOnlyList<ServiceAddress> Deciding { get; } =
    [
        new("fraud", "Fraud", first + 10),
        new("retail", "Retail", first + 20),
        new("manufacturing", "Manufacturing", first + 30),
        new("healthcare", "Healthcare", first + 40),
    ];

    public ServiceAddress Simulator { get; } = new("simulator", "Simulator", first + 90);

    public IEnumerable<ServiceAddress> All => [Identity, .. Deciding, Simulator];

    /// <summary>Those of the clone's run; where none runs, those that one would have.</summary>
    public static ServiceAddresses Of(Clone clone) => new(PortBlock.FirstOf(clone.State) ?? PortBlock.Default);
}
