namespace Platform.AppHost;

/// <summary>Something a service connects to, and what has to be up first (null: it waits, not ready, as in any deployment).</summary>
internal sealed record Server(IResourceBuilder<IResourceWithConnectionString> Connection, IResourceBuilder<IResource>? Running);

/// <summary>
/// Postgres and RabbitMQ. <c>Servers=auto|containers|local|external</c> decides how they run: as containers, as processes
/// of this machine, or elsewhere by connection strings. <c>auto</c> takes containers where a container engine answers.
/// </summary>
internal abstract class Servers
{
    public abstract Server Messaging { get; }

    public abstract Server Database(string name);

    public static async Task<Servers> AddAsync(IDistributedApplicationBuilder builder)
    {
#if !ASPIRE_FALLBACK
        if (builder.ExecutionContext.IsPublishMode)
        {
            return Publishing.AddServers(builder);
        }
#endif
        switch (builder.Configuration["Servers"] ?? "auto")
        {
            case "external":
                return new ExternalServers(builder);
            case "local":
                return await LocalProcesses.AddAsync(builder);
#if ASPIRE_FALLBACK
            case "auto":
                return await LocalProcesses.AddAsync(builder);
            case "containers":
                throw new DistributedApplicationException(
                    "Servers=containers needs Aspire's packages, which this machine's feed does not have. Use Servers=local or external.");
#else
            case "auto":
                return await ContainerEngine.AnswersAsync() ? ContainerServers.ForRunning(builder) : await LocalProcesses.AddAsync(builder);
            case "containers":
                return ContainerServers.ForRunning(builder);
#endif
            case var other:
                throw new DistributedApplicationException($"Servers={other}: it is auto, containers, local or external.");
        }
    }
}
