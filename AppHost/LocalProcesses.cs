using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.LocalServers;
using Platform.ServiceDefaults;

namespace Platform.AppHost;

/// <summary>Servers as processes of this machine, for where there is no container engine. Their data is in the state folder.</summary>
internal sealed class LocalProcesses : Servers
{
    private readonly IDistributedApplicationBuilder _builder;
    private readonly LocalPostgres _postgres;
    private readonly IResourceBuilder<ExecutableResource> _postgresProcess;

    private LocalProcesses(IDistributedApplicationBuilder builder, LocalPostgres postgres, LocalRabbitMq rabbit)
    {
        _builder = builder;
        _postgres = postgres;
        _postgresProcess = Add(postgres, ResourceNames.Postgres);
        Messaging = new Server(
            builder.AddConnectionString(ResourceNames.Messaging, ReferenceExpression.Create($"{rabbit.ConnectionString}")),
            Add(rabbit, "rabbitmq"));
    }

    public override Server Messaging { get; }

    public static new async Task<Servers> AddAsync(IDistributedApplicationBuilder builder)
    {
        var state = State.Of(builder);
        var claim = state.TryClaim() ?? throw new DistributedApplicationException(
            $"The platform runs already from this clone ({state.Path}). './platform down' stops it.");
        builder.Services.AddHostedService(_ => new StateClaim(claim));

        var postgres = new LocalPostgres(state);
        var rabbit = new LocalRabbitMq(state);
        await Task.WhenAll(postgres.PrepareAsync(CancellationToken.None), rabbit.PrepareAsync(CancellationToken.None));
        return new LocalProcesses(builder, postgres, rabbit);
    }

    public override Server Database(string name) => new(
        _builder.AddConnectionString(name, ReferenceExpression.Create($"{_postgres.ConnectionString(name)}")), _postgresProcess);

    private IResourceBuilder<ExecutableResource> Add(LocalServer server, string name)
    {
        var process = server.Process;
        var check = $"{name}-answers";
        _builder.Services.AddHealthChecks().AddAsyncCheck(check, async cancellationToken =>
            await server.ProblemAsync(cancellationToken) is { } problem
                ? HealthCheckResult.Unhealthy(problem)
                : HealthCheckResult.Healthy());
        var resource = _builder
            .AddExecutable(name, process.Command, process.WorkingDirectory, [.. process.Arguments])
            .WithHealthCheck(check);
        foreach (var (variable, value) in process.Environment)
        {
            resource.WithEnvironment(variable, value);
        }

        return resource;
    }
}
