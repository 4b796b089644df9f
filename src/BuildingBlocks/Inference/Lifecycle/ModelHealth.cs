using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Inference;

/// <summary>Degraded while there is a <see cref="ModelHost.Concern"/>: another version serves, or too many calls fail. The service takes requests on.</summary>
internal sealed class ModelHealth(ModelHost models) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(models.Concern is { } concern ? HealthCheckResult.Degraded($"{models.Name}: {concern}") : HealthCheckResult.Healthy());
}
