namespace Platform.AppHost;

/// <summary>What needs the packages of the publishers.</summary>
internal static partial class Publishing
{
    private const string RestartPolicy = "unless-stopped";

    static partial void AddEnvironment(IDistributedApplicationBuilder builder, string target)
    {
        switch (target)
        {
            case "azd":
                builder.AddAzureContainerAppEnvironment("platform");
                break;
            case "compose":
                builder.AddDockerComposeEnvironment("compose");
                break;
            default:
                // The publisher's own default is emptyDir, which dies with the pod.
                builder.AddKubernetesEnvironment("kubernetes").WithProperties(environment =>
                {
                    environment.DefaultStorageType = "pvc";
                    environment.DefaultStorageSize = "8Gi";
                });
                break;
        }
    }

    static partial void PublishServers(string target, ContainerServers servers)
    {
        switch (target)
        {
            case "azd":
                // A broker at rest would drop its messages: it never scales to zero.
                servers.Broker.PublishAsAzureContainerApp((_, app) => app.Template.Scale.MinReplicas = 1);
                servers.Postgres.PublishAsAzureContainerApp((_, app) => app.Template.Scale.MinReplicas = 1);
                break;
            case "compose":
                servers.Broker.PublishAsDockerComposeService((_, compose) => compose.Restart = RestartPolicy);
                servers.Postgres.PublishAsDockerComposeService((_, compose) => compose.Restart = RestartPolicy);
                break;
        }
    }

    static partial void PublishService(string target, IResourceBuilder<ProjectResource> service)
    {
        switch (target)
        {
            case "compose":
                service.PublishAsDockerComposeService((_, compose) => compose.Restart = RestartPolicy);
                break;
            case "kubernetes":
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
                break;
        }
    }
}
