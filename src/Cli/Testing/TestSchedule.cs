namespace Platform.Cli.Testing;

/// <summary>
/// Runs test projects side by side as far as the cores go: the longest first, and beside it what still fits. Tests that mostly
/// wait share the machine with those that compute; none is starved, for a starved test tells nothing.
/// </summary>
internal sealed class TestSchedule(double cores)
{
    /// <summary>The order in which projects are tried.</summary>
    public static IReadOnlyList<SolutionProject> Order(IEnumerable<SolutionProject> projects) =>
        [.. projects.OrderByDescending(project => project.Seconds).ThenBy(project => project.Path, StringComparer.Ordinal)];

    /// <summary>Returns when all have run. After a failure or a cancellation nothing new starts, and what runs is waited for.</summary>
    public async Task RunAsync(
        IEnumerable<SolutionProject> projects, Func<SolutionProject, CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        var waiting = Order(projects).ToList();
        var running = new Dictionary<Task, double>();
        try
        {
            while (waiting.Count > 0 || running.Count > 0)
            {
                while (Next(waiting, running) is { } next)
                {
                    waiting.Remove(next);
                    running.Add(run(next, cancellationToken), next.Load);
                }

                var ended = await Task.WhenAny(running.Keys);
                running.Remove(ended);
                await ended;
            }
        }
        catch
        {
            await Task.WhenAll(running.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    // Whatever it asks for, a project has its turn when the machine is free.
    private SolutionProject? Next(List<SolutionProject> waiting, Dictionary<Task, double> running) => running.Count == 0
        ? waiting.FirstOrDefault()
        : waiting.Find(project => running.Values.Sum() + project.Load <= cores);
}
