namespace Platform.AppHost;

/// <summary>
/// How the platform is deployed: <c>Target=azd</c> (Azure Container Apps, the default), <c>compose</c> or <c>kubernetes</c>.
/// One at a time: two compute environments in one model are an error. Where the servers run locally does not matter here.
/// </summary>
internal static class Publishing
{
    private const string VolumePrefix = "platform";
    private const string RestartPolicy = "unless-stopped";

    /// <summary>
    /// Azure gets connection strings of managed servers as parameters (with <c>TryOut=true</c> containers that may lose their
    /// data); Compose and Kubernetes get containers with volumes, or with <c>TryOut=false</c> connection strings.
    /// </summary>
    public static Servers AddServers(IDistributedApplicationBuilder builder)
    {
        var target = builder.Configuration["Target"] ?? "azd";
        var tryOut = builder.Configuration["TryOut"];
        switch (target)
        {
            case "azd":
                builder.AddAzureContainerAppEnvironment("platform");
                if (tryOut != "true")
                {
                    return new ExternalServers(builder);
                }

                // A broker at rest would drop its messages: it never scales to zero.
                var tried = new ContainerServers(builder, volumes: null);
                tried.Broker.PublishAsAzureContainerApp((_, app) => app.Template.Scale.MinReplicas = 1);
                tried.Postgres.PublishAsAzureContainerApp((_, app) => app.Template.Scale.MinReplicas = 1);
                return tried;
            case "compose":
                builder.AddDockerComposeEnvironment("compose");
                if (tryOut == "false")
                {
                    return new ExternalServers(builder);
                }

                var composed = new ContainerServers(builder, VolumePrefix);
                composed.Broker.PublishAsDockerComposeService((_, compose) => compose.Restart = RestartPolicy);
                composed.Postgres.PublishAsDockerComposeService((_, compose) => compose.Restart = RestartPolicy);
                return composed;
            case "kubernetes":
                // The publisher's own default is emptyDir, which dies with the pod.
                builder.AddKubernetesEnvironment("kubernetes").WithProperties(environment =>
                {
                    environment.DefaultStorageType = "pvc";
                    environment.DefaultStorageSize = "8Gi";
                });
                return tryOut == "false" ? new ExternalServers(builder) : new ContainerServers(builder, VolumePrefix);
            default:
                throw new DistributedApplicationException($"Target={target}: it is azd, compose or kubernetes.");
        }
    }

    /// <summary>What every published service needs: a way in, probes (health checks are for local runs) and, in Compose, a restart.</summary>
    public static void Publish(this IDistributedApplicationBuilder builder, params IResourceBuilder<ProjectResource>[] services)
    {
        if (!builder.ExecutionContext.IsPublishMode)
        {
            return;
        }

        foreach (var service in services)
        {
            service.WithExternalHttpEndpoints()
                .WithHttpProbe(ProbeType.Liveness, "/alive")
                .WithHttpProbe(ProbeType.Readiness, "/health");
            if (builder.Configuration["Target"] == "compose")
            {
                service.PublishAsDockerComposeService((_, compose) => compose.Restart = RestartPolicy);
            }
            else if (builder.Configuration["Target"] == "kubernetes")
            {
                // Kubernetes knows HTTP only in capitals; the publisher writes the endpoint's scheme (microsoft/aspire#18271).
                service.PublishAsKubernetesService(kubernetes =>
                {
                    foreach (var container in kubernetes.Workload!.PodTemplate.Spec.Containers)
                    {
                        foreach (var probe in new[] { container.LivenessProbe, container.ReadinessProbe })
                        {
                            if (probe?.HttpGet is { } get)
                            {
                                get.Scheme = get.Scheme.ToUpperInvariant();
                            }
                        }
                    }
                });
            }
        }
    }
}
