using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Says soon, and then ever more rarely, what is waited for, by whom, and why it does not come.</summary>
internal sealed class WaitReports(IList<IResource> resources, ResourceNotificationService notifications, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var pause = First; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, time, cancellationToken);

            // What waits itself is not the reason.
            var reasons =
                from resource in resources
                where IsWaiting(resource)
                from wait in resource.Annotations.OfType<WaitForAnnotation>()
                where !IsWaiting(wait.Resource) && !IsOver(wait)
                group resource.Name by wait.Resource.Name;
            foreach (var reason in reasons)
            {
                OrchestratorLog.StillWaiting(logger, reason.Key, string.Join(", ", reason), notifications.Describe(reason.Key));
            }
        }
    }

    private bool IsWaiting(IResource resource) => notifications.Find(resource.Name)?.State == KnownResourceStates.Waiting;

    private bool IsOver(WaitForAnnotation wait) => notifications.Find(wait.Resource.Name) is { } last
        && (wait.ExitCode is null ? ResourceNotificationService.IsHealthy(last) : ResourceNotificationService.IsTerminal(last));
}
