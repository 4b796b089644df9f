using System.Collections.Concurrent;
using System.Globalization;
using Platform.Cli.Running;

namespace Platform.Cli.Testing;

/// <summary>One <c>./platform test</c>: builds what is needed, starts the servers, and runs the projects.</summary>
internal sealed class TestSession(Clone clone, ProjectGraph graph, IReadOnlyList<SolutionProject> selected, string? filter)
{
    // On a larger machine too: they share one Postgres and one broker.
    private const int MaxSideBySide = 4;

    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);

    /// <summary>Returns the command's exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var screen = new TestScreen(
            Console.Out, selected.Count, Console.IsOutputRedirected ? null : Console.WindowWidth, TimeProvider.System);
        var outcomes = await RunAsync(screen, cancellationToken);

        // Only now, so that nothing is said any more after the line that CI reads.
        screen.Close(outcomes);
        return outcomes.Any(outcome => outcome.IsFailure) || outcomes.Sum(outcome => outcome.Results.Ran) == 0 ? 1 : 0;
    }

    private async Task<IReadOnlyCollection<TestOutcome>> RunAsync(TestScreen screen, CancellationToken cancellationToken)
    {
        await using var folder = new TestFolder();
        await using var servers = await PrepareAsync(folder, cancellationToken);
        var run = new TestRun(clone, folder.Results, new Dictionary<string, string>([.. servers.Environment, .. folder.Environment]), filter);
        await using var ticks = TimeProvider.System.CreateTimer(_ => screen.Tick(), null, TickInterval, TickInterval);
        var outcomes = new ConcurrentBag<TestOutcome>();
        await new TestSchedule(Math.Min(Environment.ProcessorCount, MaxSideBySide)).RunAsync(
            selected,
            async (project, token) =>
            {
                screen.Started(project);
                var outcome = await run.RunAsync(project, token);
                screen.Ended(outcome);
                outcomes.Add(outcome);
            },
            cancellationToken);
        return [.. outcomes.OrderBy(outcome => outcome.Project.Path, StringComparer.Ordinal)];
    }

    // The servers start while the compiler works. If that fails, they are stopped, however far they are.
    private async Task<TestServers> PrepareAsync(TestFolder folder, CancellationToken cancellationToken)
    {
        using var needless = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var starting = TestServers.StartAsync(needless.Token);
        try
        {
            await BuildAsync(folder, cancellationToken);
            return await starting;
        }
        catch
        {
            await needless.CancelAsync();
            await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (starting.IsCompletedSuccessfully)
            {
                await (await starting).DisposeAsync();
            }

            throw;
        }
    }

    // All of it builds as the solution: also what no test references must compile.
    private async Task BuildAsync(TestFolder folder, CancellationToken cancellationToken)
    {
        if (selected.Count == graph.Projects.Count(project => project.IsTest))
        {
            Notice.Write("building the solution, and starting Postgres and RabbitMQ");
            await DotNet.BuildAsync(clone, ProjectGraph.Solution, cancellationToken);
            return;
        }

        var needed = graph.With(selected);
        Notice.Write(string.Create(
            CultureInfo.InvariantCulture, $"building {needed.Count} of {graph.Projects.Count} projects, and starting Postgres and RabbitMQ"));
        var part = folder.PathOf("tests.slnf");
        await File.WriteAllTextAsync(part, SolutionFilter.Write(clone, needed), cancellationToken);
        await DotNet.BuildAsync(clone, part, cancellationToken);
    }
}
