namespace Platform.AppHost;

/// <summary>
/// Says, of all together and once, what cannot start because something it waits for does not run. Aspire itself fails it only
/// when everything else that it waits for is there.
/// </summary>
internal sealed class FailureReports
{
    private Dictionary<string, string> _before = [];
    private Dictionary<string, string> _told = [];

    /// <summary>What is to be told now: where nothing has changed since the last time, and it is not what was told.</summary>
    public IReadOnlyList<string> Of(IReadOnlyDictionary<IResource, CustomResourceSnapshot> states)
    {
        var now = states.Keys
            .Where(resource => resource is not IResourceWithParent)
            .Select(resource => (resource.Name, Cause: CauseOf(resource, states)?.Name))
            .Where(failed => failed.Cause is not null)
            .GroupBy(failed => failed.Cause!, failed => failed.Name)
            .ToDictionary(group => group.Key, group => string.Join(", ", group.Order(StringComparer.Ordinal)));
        var news = now.Where(group => _before.GetValueOrDefault(group.Key) == group.Value && _told.GetValueOrDefault(group.Key) != group.Value).ToArray();
        _before = now;
        _told = _told.Where(group => now.ContainsKey(group.Key)).Concat(news).GroupBy(group => group.Key)
            .ToDictionary(group => group.Key, group => group.Last().Value);
        return [.. news.Select(group =>
            $"{group.Value} cannot start without {group.Key}, which does not run. Start {group.Key} from the page once its cause is gone, then what needs it.")];
    }

    /// <summary>The first in the chain of what a resource waits for that does not run; null where nothing else keeps it.</summary>
    public static IResource? CauseOf(IResource resource, IReadOnlyDictionary<IResource, CustomResourceSnapshot> states)
    {
        var state = states.GetValueOrDefault(resource)?.State?.Text;
        if (state != KnownResourceStates.Waiting && state != KnownResourceStates.FailedToStart && resource is not IResourceWithParent)
        {
            return null;
        }

        var parents = resource is IResourceWithParent child ? [child.Parent] : Array.Empty<IResource>();
        var needed = resource.Annotations.OfType<WaitAnnotation>().Where(wait => !IsDone(wait, states)).Select(wait => wait.Resource);
        return parents.Concat(needed)
            .Select(other => CauseOf(other, states) ?? (HasEnded(other, states) ? other : null))
            .FirstOrDefault(cause => cause is not null);
    }

    private static bool HasEnded(IResource resource, IReadOnlyDictionary<IResource, CustomResourceSnapshot> states) =>
        KnownResourceStates.TerminalStates.Contains(states.GetValueOrDefault(resource)?.State?.Text);

    private static bool IsDone(WaitAnnotation wait, IReadOnlyDictionary<IResource, CustomResourceSnapshot> states) =>
        wait.WaitType == WaitType.WaitForCompletion
        && HasEnded(wait.Resource, states)
        && states[wait.Resource].ExitCode == wait.ExitCode;
}
