using Platform.LocalServers;
using Platform.ServiceDefaults;

namespace Platform.AppHost;

/// <summary>Servers as processes of this machine, for where there is no container engine. Their data is in the state folder.</summary>
internal sealed class LocalServerProcesses : Servers
{
    private readonly IResourceBuilder<LocalPostgresResource> _postgres;

    public LocalServerProcesses(IDistributedApplicationBuilder builder)
    {
        var state = State.Of(builder);
        _postgres = builder.AddLocalPostgres(ResourceNames.Postgres, new LocalPostgres(state));
        Messaging = builder.AddLocalRabbitMq(ResourceNames.Messaging, new LocalRabbitMq(state));
    }

    public override IResourceBuilder<IResourceWithConnectionString> Messaging { get; }

    public override IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name) => _postgres.AddDatabase(name);
}
