using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>Asks a running resource's health checks again and again, and publishes the answer.</summary>
internal sealed class HealthWatch(HealthCheckService checks, ResourceNotificationService notifications, TimeProvider time)
{
    private static readonly TimeSpan UntilHealthy = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

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
            var (status, problem) = await AskAsync(keys, cancellationToken);
            notifications.Publish(resource, last => last with { HealthStatus = status, Problem = problem });
            await Task.Delay(status == HealthStatus.Healthy ? WhileHealthy : UntilHealthy, time, cancellationToken);
        }
    }

    private async Task<(HealthStatus Status, string? Problem)> AskAsync(HashSet<string> keys, CancellationToken cancellationToken)
    {
        try
        {
            var report = await checks.CheckHealthAsync(check => keys.Contains(check.Name), cancellationToken).WaitAsync(Patience, time, cancellationToken);
            var problems = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => Describe(entry.Key, entry.Value))
                .Concat(keys.Except(report.Entries.Keys).Select(missing => $"no health check is registered as {missing}"))
                .ToArray();
            return problems.Length == 0 ? (report.Status, null) : (HealthStatus.Unhealthy, string.Join("; ", problems));
        }
        catch (TimeoutException)
        {
            return (HealthStatus.Unhealthy, $"{string.Join(", ", keys)} has not answered in {Patience.TotalSeconds:0} s");
        }
    }

    // The framework takes the message of what a check throws for its description.
    private static string Describe(string key, HealthReportEntry entry) => (entry.Description, entry.Exception) switch
    {
        (null, null) => $"{key} fails",
        (null, { } error) => $"{error.GetType().Name}: {error.Message}",
        ({ } description, { } error) when description != error.Message => $"{description} ({error.GetType().Name}: {error.Message})",
        ({ } description, _) => description,
    };
}
