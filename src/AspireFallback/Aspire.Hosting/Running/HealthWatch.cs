using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>Asks a running resource's health checks again and again, and publishes the answer.</summary>
internal sealed class HealthWatch(HealthCheckService checks, ResourceNotificationService notifications, TimeProvider time)
{
    private static readonly TimeSpan UntilHealthy = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(5);

    public async Task WatchAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet();
        if (keys.Count == 0)
        {
            notifications.Publish(resource, last => last with { HealthStatus = HealthStatus.Healthy });
            return;
        }

        while (true)
        {
            var report = await checks.CheckHealthAsync(check => keys.Contains(check.Name), cancellationToken);
            var problem = report.Entries.Values
                .Where(entry => entry.Status != HealthStatus.Healthy)
                .Select(entry => entry.Description ?? entry.Exception?.Message ?? "a health check fails")
                .FirstOrDefault();
            var missing = keys.Except(report.Entries.Keys).FirstOrDefault();
            notifications.Publish(resource, last => last with
            {
                HealthStatus = missing is null ? report.Status : HealthStatus.Unhealthy,
                Problem = missing is null ? problem : $"no health check is registered as {missing}",
            });

            await Task.Delay(report.Status == HealthStatus.Healthy ? WhileHealthy : UntilHealthy, time, cancellationToken);
        }
    }
}
