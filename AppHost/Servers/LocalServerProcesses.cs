using Platform.LocalServers;
using Platform.ServiceDefaults;

namespace Platform.AppHost;

/// <summary>Servers as processes of this machine, for where there is no container engine. Their data is in the state folder.</summary>
internal sealed class LocalServerProcesses : Servers
{
    private readonly IResourceBuilder<LocalPostgresResource> _postgres;
    private readonly IResourceBuilder<LocalRabbitMqResource> _broker;
    private readonly ServerData _data;

    public LocalServerProcesses(IDistributedApplicationBuilder builder)
    {
        var state = State.Of(builder);
        _postgres = builder.AddLocalPostgres(ResourceNames.Postgres, new LocalPostgres(state));
        _broker = builder.AddLocalRabbitMq(ResourceNames.Messaging, new LocalRabbitMq(state));
        _data = new ServerData(
            _postgres.Resource, _broker.Resource, _broker.GetEndpoint(LocalRabbitMqExtensions.Management), State.FilesOf(builder));
    }

    public override IResourceBuilder<IResourceWithConnectionString> Messaging => _broker;

    public override IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name)
    {
        _data.Add(name);
        return _postgres.AddDatabase(name);
    }

    public override void AddResetCommand(params IEnumerable<IResourceBuilder<ProjectResource>> programs) =>
        _postgres.WithResetCommand(_data, programs);
}
