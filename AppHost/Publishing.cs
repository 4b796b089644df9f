namespace Platform.AppHost;

/// <summary>
/// How the platform is deployed: <c>Target=azd</c> (Azure Container Apps, the default), <c>compose</c> or <c>kubernetes</c>.
/// Where the servers run locally does not matter here. The manifest that azd reads needs no more than this; what only the
/// publishers' packages know is in Publishers/, compiled with <c>-p:Publishers=true</c> where the feed has them.
/// </summary>
internal static partial class Publishing
{
    private const string VolumePrefix = "platform";

    /// <summary>
    /// Azure gets connection strings of managed servers as parameters (with <c>TryOut=true</c> containers that may lose their
    /// data); Compose and Kubernetes get containers with volumes, or with <c>TryOut=false</c> connection strings.
    /// </summary>
    public static Servers AddServers(IDistributedApplicationBuilder builder)
    {
        var target = Target(builder);
        AddEnvironment(builder, target);
        var tryOut = builder.Configuration["TryOut"];
        if (target == "azd" ? tryOut != "true" : tryOut == "false")
        {
            return new ExternalServers(builder);
        }

        var servers = new ContainerServers(builder, target == "azd" ? null : VolumePrefix);
        PublishServers(target, servers);
        return servers;
    }

    /// <summary>What every published service needs: a way in, and what its target asks for.</summary>
    public static void Publish(this IDistributedApplicationBuilder builder, params IResourceBuilder<ProjectResource>[] services)
    {
        if (!builder.ExecutionContext.IsPublishMode)
        {
            return;
        }

        foreach (var service in services)
        {
            service.WithExternalHttpEndpoints();
            PublishService(Target(builder), service);
        }
    }

    /// <summary>Adds the compute environment of the target.</summary>
    static partial void AddEnvironment(IDistributedApplicationBuilder builder, string target);

    /// <summary>Sets what the target's publisher leaves out of servers in containers.</summary>
    static partial void PublishServers(string target, ContainerServers servers);

    /// <summary>Sets what the target's publisher leaves out of a service.</summary>
    static partial void PublishService(string target, IResourceBuilder<ProjectResource> service);

    private static string Target(IDistributedApplicationBuilder builder) => (builder.Configuration["Target"] ?? "azd") switch
    {
        ("azd" or "compose" or "kubernetes") and var target => target,
        var other => throw new DistributedApplicationException($"Target={other}: it is azd, compose or kubernetes."),
    };
}
