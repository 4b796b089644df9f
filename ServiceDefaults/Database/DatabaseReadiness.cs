using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.ServiceDefaults;

/// <summary>Whether the database of this service has the schema that the code expects. Background work waits for it.</summary>
public sealed class DatabaseReadiness : IHealthCheck
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _reason = "The database has not been looked at yet.";

    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Returns once the schema is there.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(_reason));

    internal void NotYet(string reason) => _reason = reason;

    internal void Ready() => _ready.TrySetResult();
}
