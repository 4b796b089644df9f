using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.LocalServers;

namespace Platform.AppHost;

/// <summary>A server that the AppHost runs as a process, and that services connect to as to any other.</summary>
internal abstract class LocalServerResource(string name, LocalServer server)
    : ExecutableResource(name, server.Program, server.Folder), IResourceWithConnectionString
{
    /// <summary>The name of the endpoint that clients connect to.</summary>
    public const string EndpointName = "tcp";

    /// <summary>The server behind the resource.</summary>
    public LocalServer Server { get; } = server;

    /// <summary>Where clients connect to.</summary>
    public EndpointReference Endpoint => new(this, EndpointName);

    /// <inheritdoc/>
    public abstract ReferenceExpression ConnectionStringExpression { get; }
}

internal static class LocalServerExtensions
{
    /// <summary>Adds the server; its data is prepared when it is started, so that the page is there before it.</summary>
    public static IResourceBuilder<T> AddLocalServer<T>(this IDistributedApplicationBuilder builder, T resource)
        where T : LocalServerResource
    {
        var server = resource.Server;
        server.ChoosePorts();
        var check = $"{resource.Name}-answers";
        builder.Services.AddHealthChecks().AddAsyncCheck(check, async cancellationToken =>
            await server.ProblemAsync(cancellationToken) is { } problem
                ? HealthCheckResult.Unhealthy(problem)
                : HealthCheckResult.Healthy());
        return builder.AddResource(resource)
            .WithEndpoint(port: server.Port, scheme: "tcp", name: LocalServerResource.EndpointName, isProxied: false)
            .WithArgs(context =>
            {
                foreach (var argument in server.Process.Arguments)
                {
                    context.Args.Add(argument);
                }
            })
            .WithEnvironment(context =>
            {
                foreach (var (variable, value) in server.Process.Environment)
                {
                    context.EnvironmentVariables[variable] = value;
                }
            })
            .WithHealthCheck(check)
            .OnBeforeResourceStarted(PrepareAsync);
    }

    /// <summary>The password that the state folder keeps for a server, as a parameter that the page masks.</summary>
    public static IResourceBuilder<ParameterResource> AddServerPassword(this IDistributedApplicationBuilder builder, string server) =>
        builder.AddParameter($"{server}-password", () => State.Of(builder).Secret(server), secret: true)
            .WithDescription($"Password of the local {server} server, made at its first start and kept in the state folder of this clone.");

    private static async Task PrepareAsync(LocalServerResource resource, BeforeResourceStartedEvent started, CancellationToken cancellationToken)
    {
        try
        {
            await resource.Server.PrepareAsync(cancellationToken);
        }
        catch (LocalServerException problem)
        {
            throw new LocalServerFailure(problem.Message);
        }
    }

    // Aspire writes the exception into the resource's log, where people read it: what is wrong and what to do, and no frames.
    private sealed class LocalServerFailure(string message) : DistributedApplicationException(message)
    {
        public override string ToString() => Message;
    }
}
