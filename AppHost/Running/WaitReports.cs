using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.AppHost;

/// <summary>
/// Says what others wait for, and why: once it has lasted for some seconds, and again only when the reason changes.
/// </summary>
internal sealed class WaitReports(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<IResource, Wait> _waits = [];

    private sealed record Wait(string Reason, long Since, bool IsTold);

    /// <summary>What is to be told now, and of which resource.</summary>
    public IReadOnlyList<(IResource On, string Text)> Of(IReadOnlyDictionary<IResource, CustomResourceSnapshot> states)
    {
        var news = new List<(IResource, string)>();
        var blocked = states
            .Where(resource => resource.Value.State?.Text == KnownResourceStates.Waiting && FailureReports.CauseOf(resource.Key, states) is null)
            .SelectMany(resource => resource.Key.Annotations.OfType<WaitAnnotation>().Select(wait => (resource.Key.Name, On: wait)))
            .ToLookup(need => need.On.Resource);
        foreach (var needs in blocked)
        {
            if (needs.Select(need => Reason(need.On, states)).FirstOrDefault(reason => reason is not null) is not { } reason)
            {
                _waits.Remove(needs.Key);
            }
            else if (_waits.GetValueOrDefault(needs.Key) is not { } wait || wait.Reason != reason)
            {
                _waits[needs.Key] = new Wait(reason, time.GetTimestamp(), IsTold: false);
            }
            else if (!wait.IsTold && time.GetElapsedTime(wait.Since) >= Patience)
            {
                _waits[needs.Key] = wait with { IsTold = true };
                var names = needs.Select(need => need.Name).Distinct().Order(StringComparer.Ordinal);
                news.Add((needs.Key, $"Waiting for {needs.Key.Name} (needed by {string.Join(", ", names)}): {reason}"));
            }
        }

        return news;
    }

    // Null where nothing is missing, and where the cause is told of another resource.
    private static string? Reason(WaitAnnotation wait, IReadOnlyDictionary<IResource, CustomResourceSnapshot> states)
    {
        if (!states.TryGetValue(wait.Resource, out var snapshot))
        {
            return "it is not known yet";
        }

        var state = snapshot.State?.Text;
        if (state == KnownResourceStates.Waiting || KnownResourceStates.TerminalStates.Contains(state) || IsOfParent(wait.Resource, states))
        {
            return null;
        }

        return state switch
        {
            null or "" or "Starting" => "it is starting",
            "NotStarted" => "it was not started; its command in the page does it",
            "Running" when wait.WaitType == WaitType.WaitForCompletion => "it has not finished",
            "Running" when wait.WaitType == WaitType.WaitUntilStarted => null,
            "Running" when snapshot.HealthStatus != HealthStatus.Healthy => "it runs, but is not healthy: " + Answers(snapshot),
            "Running" => null,
            _ => $"its state is {state}",
        };
    }

    // A database shares the state of its server.
    private static bool IsOfParent(IResource resource, IReadOnlyDictionary<IResource, CustomResourceSnapshot> states) =>
        resource is IResourceWithParent child
        && states.GetValueOrDefault(child.Parent)?.State?.Text is { } parent
        && parent != KnownResourceStates.Running;

    private static string Answers(CustomResourceSnapshot snapshot) => string.Join("; ", snapshot.HealthReports
        .Where(report => report.Status != HealthStatus.Healthy)
        .Select(report => $"{report.Name}: {Answer(report)}"));

    private static string Answer(HealthReportSnapshot report) => report.Status is not { } status
        ? "has not answered yet"
        : FirstLine(report.Description) ?? FirstLine(report.ExceptionText) ?? status.ToString();

    private static string? FirstLine(string? text) =>
        text?.Split('\n', 2)[0].Trim() is { Length: > 0 } line ? line : null;
}
