using Platform.ServiceDefaults;

namespace Platform.AppHost;

/// <summary>Servers as containers; no endpoint of theirs is public.</summary>
internal sealed class ContainerServers : Servers
{
    /// <param name="volumes">What the volumes' names begin with; null for none: the data goes with the containers.</param>
    public ContainerServers(IDistributedApplicationBuilder builder, string? volumes)
    {
        Postgres = builder.AddPostgres(ResourceNames.Postgres);
        // The broker's data belongs to its node name: a generated one would orphan the volume at the next start.
        Broker = builder.AddRabbitMQ(ResourceNames.Messaging).WithEnvironment("RABBITMQ_NODENAME", $"{ResourceNames.Messaging}@localhost");
        if (volumes is not null)
        {
            Postgres.WithDataVolume($"{volumes}-postgres");
            Broker.WithDataVolume($"{volumes}-rabbitmq");
        }

        Messaging = new Server(Broker, Broker);
    }

    /// <summary>Servers of a local run: the volumes belong to the clone, and <c>./platform reset</c> removes them; tests (<c>Volumes=off</c>) have none.</summary>
    public static ContainerServers ForRunning(IDistributedApplicationBuilder builder) =>
        new(builder, builder.Configuration["Volumes"] == "off" ? null : State.Of(builder).VolumePrefix);

    public IResourceBuilder<PostgresServerResource> Postgres { get; }

    public IResourceBuilder<RabbitMQServerResource> Broker { get; }

    public override Server Messaging { get; }

    public override Server Database(string name)
    {
        var database = Postgres.AddDatabase(name);
        return new Server(database, database);
    }
}
