using Platform.ServiceDefaults;

namespace Platform.AppHost;

/// <summary>Servers as containers; no endpoint of theirs is public.</summary>
internal sealed class ContainerServers : Servers
{
    private const string Management = "management";
    private ServerData? _data;

    /// <param name="builder">The application.</param>
    /// <param name="volumes">What the volumes' names begin with; null for none: the data goes with the containers.</param>
    /// <param name="passwordOf">The parameter with a server's password; null for generated ones.</param>
    public ContainerServers(
        IDistributedApplicationBuilder builder, string? volumes, Func<string, IResourceBuilder<ParameterResource>>? passwordOf = null)
    {
        Postgres = builder.AddPostgres(ResourceNames.Postgres, password: passwordOf?.Invoke(ResourceNames.Postgres))
            .WithIconName("DatabaseMultiple");
        // The broker's data belongs to its node name: a generated one would orphan the volume at the next start.
        Broker = builder.AddRabbitMQ(ResourceNames.Messaging, password: passwordOf?.Invoke(ResourceNames.Messaging))
            .WithEnvironment("RABBITMQ_NODENAME", $"{ResourceNames.Messaging}@localhost")
            .WithIconName("MailMultiple");
        if (volumes is not null)
        {
            Postgres.WithDataVolume($"{volumes}-postgres");
            Broker.WithDataVolume($"{volumes}-rabbitmq");
        }
    }

    public IResourceBuilder<PostgresServerResource> Postgres { get; }

    public IResourceBuilder<RabbitMQServerResource> Broker { get; }

    public override IResourceBuilder<IResourceWithConnectionString> Messaging => Broker;

    /// <summary>Servers of a local run: the volumes belong to the clone, and <c>./platform reset</c> removes them; tests (<c>Volumes=off</c>) have none.</summary>
    public static ContainerServers ForRunning(IDistributedApplicationBuilder builder)
    {
        // A volume knows the password it was made with, so that is kept with the clone's state.
        var servers = new ContainerServers(
            builder, builder.Configuration["Volumes"] == "off" ? null : State.Of(builder).VolumePrefix, builder.AddServerPassword);
        servers.Broker.WithManagementPlugin().WithUrlForEndpoint(Management, url => url.DisplayText = "Management");
        servers._data = new ServerData(
            servers.Postgres.Resource, servers.Broker.Resource, servers.Broker.GetEndpoint(Management), State.FilesOf(builder));
        return servers;
    }

    public override IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name)
    {
        _data?.Add(name);
        return Postgres.AddDatabase(name);
    }

    public override void AddResetCommand(params IEnumerable<IResourceBuilder<ProjectResource>> programs)
    {
        if (_data is not null)
        {
            Postgres.WithResetCommand(_data, programs);
        }
    }
}
