using Messaging.Chaos.Harness;

namespace Messaging.FaultTests;

/// <summary>One broker and one Postgres server for all runs of this assembly: starting them takes longer than most of the runs.</summary>
public sealed class ChaosFixture : IAsyncLifetime
{
    public ChaosServers Servers { get; private set; } = null!;

    public async Task InitializeAsync() => Servers = await ChaosServers.StartAsync();

    public async Task DisposeAsync() => await Servers.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class ChaosCollection : ICollectionFixture<ChaosFixture>
{
    public const string Name = "chaos";
}
