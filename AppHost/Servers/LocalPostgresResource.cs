using Platform.LocalServers;

namespace Platform.AppHost;

/// <summary>Postgres as a process of this machine.</summary>
internal sealed class LocalPostgresResource(string name, LocalPostgres server, ParameterResource password)
    : LocalServerResource(name, server)
{
    /// <inheritdoc/>
    public override ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={Endpoint.Property(EndpointProperty.IPV4Host)};Port={Endpoint.Property(EndpointProperty.Port)};Username={LocalPostgres.User};Password={password}");
}

/// <summary>A database of it. The service that uses it creates it.</summary>
internal sealed class LocalPostgresDatabaseResource(string name, LocalPostgresResource parent)
    : Resource(name), IResourceWithConnectionString, IResourceWithParent<LocalPostgresResource>
{
    /// <summary>The server.</summary>
    public LocalPostgresResource Parent { get; } = parent;

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Parent};Database={Name}");
}

internal static class LocalPostgresExtensions
{
    public static IResourceBuilder<LocalPostgresResource> AddLocalPostgres(
        this IDistributedApplicationBuilder builder, string name, LocalPostgres server)
    {
        var password = builder.AddServerPassword(name);
        return builder.AddLocalServer(new LocalPostgresResource(name, server, password.Resource)).WithIconName("DatabaseMultiple");
    }

    public static IResourceBuilder<LocalPostgresDatabaseResource> AddDatabase(this IResourceBuilder<LocalPostgresResource> server, string name)
    {
        var builder = server.ApplicationBuilder;
        var database = new LocalPostgresDatabaseResource(name, server.Resource);
        return builder.AddResource(database)
            .WithIconName("Database")
            .OnInitializeResource((_, start, cancellationToken) => FollowAsync(database, start.Notifications, cancellationToken));
    }

    // Aspire gives databases the state of their server where that is a container, and only there.
    private static async Task FollowAsync(
        LocalPostgresDatabaseResource database, ResourceNotificationService notifications, CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            if (change.Resource == database.Parent)
            {
                var server = change.Snapshot;
                await notifications.PublishUpdateAsync(database, snapshot => snapshot with
                {
                    State = server.State,
                    StartTimeStamp = server.StartTimeStamp,
                    StopTimeStamp = server.StopTimeStamp,
                });
            }
        }
    }
}
