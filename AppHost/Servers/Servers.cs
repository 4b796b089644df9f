namespace Platform.AppHost;

/// <summary>
/// Postgres and RabbitMQ. <c>Servers=auto|containers|local|external</c> decides how they run: as containers, as processes
/// of this machine, or elsewhere by connection strings. <c>auto</c> takes containers where a container engine answers.
/// A deployment takes what its target has: Publishing.cs.
/// </summary>
internal abstract class Servers
{
    /// <summary>The broker.</summary>
    public abstract IResourceBuilder<IResourceWithConnectionString> Messaging { get; }

    /// <summary>A database of the Postgres server.</summary>
    public abstract IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name);

    /// <summary>Puts the command that deletes all data on the database server's page. Servers that run elsewhere have none.</summary>
    /// <param name="programs">Those that use the servers: stopped meanwhile.</param>
    public virtual void AddResetCommand(params IEnumerable<IResourceBuilder<ProjectResource>> programs)
    {
    }

    public static async Task<Servers> AddAsync(IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return Publishing.AddServers(builder);
        }

        return (builder.Configuration["Servers"] ?? "auto") switch
        {
            "external" => new ExternalServers(builder),
            "local" => new LocalServerProcesses(builder),
            "containers" => ContainerServers.ForRunning(builder),
            "auto" => await ContainerEngine.AnswersAsync() ? ContainerServers.ForRunning(builder) : new LocalServerProcesses(builder),
            var other => throw new DistributedApplicationException($"Servers={other}: it is auto, containers, local or external."),
        };
    }
}
