using System.Collections.Concurrent;
using Platform.Cli.Testing;

namespace Cli.Tests.Testing;

public sealed class TestScheduleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _runs = new();
    private readonly ConcurrentQueue<string> _started = new();

    [Fact]
    public async Task The_longest_starts_first_and_beside_it_what_still_fits()
    {
        var all = RunAsync(Of("Short", 1, 1), Of("Longest", 60, 1.5), Of("Waiting", 10, 0.5), Of("Long", 30, 1));

        await StartedAsync("Longest", "Waiting");
        End("Waiting");
        _started.Count.ShouldBe(2);
        End("Longest");
        await StartedAsync("Longest", "Waiting", "Long", "Short");
        End("Long");
        End("Short");
        await all;
    }

    [Fact]
    public async Task What_asks_for_more_than_the_machine_has_runs_alone()
    {
        var all = RunAsync(Of("Greedy", 60, 8), Of("Other", 30, 0.1));

        await StartedAsync("Greedy");
        _started.Count.ShouldBe(1);
        End("Greedy");
        await StartedAsync("Greedy", "Other");
        End("Other");
        await all;
    }

    [Fact]
    public async Task After_a_failure_nothing_new_starts_and_what_runs_is_waited_for()
    {
        var all = RunAsync(Of("Failing", 60, 1), Of("Running", 50, 1), Of("Never", 40, 1));
        await StartedAsync("Failing", "Running");

        _runs["Failing"].SetException(new InvalidOperationException("no runner"));

        (await Task.WhenAny(all, Task.Delay(50))).ShouldNotBe(all);
        End("Running");
        (await Should.ThrowAsync<InvalidOperationException>(all)).Message.ShouldBe("no runner");
        _started.ShouldBe(["Failing", "Running"]);
    }

    [Fact]
    public async Task A_cancellation_reaches_what_runs_and_starts_nothing_new()
    {
        using var stop = new CancellationTokenSource();
        var all = new TestSchedule(1).RunAsync(
            [Of("Running", 60, 1), Of("Never", 50, 1)],
            (project, cancellationToken) =>
            {
                _started.Enqueue(project.Name);
                return Task.Delay(Timeout.Infinite, cancellationToken);
            },
            stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(all);
        _started.ShouldBe(["Running"]);
    }

    private static SolutionProject Of(string name, int seconds, double load) => Graphs.Test(name) with { Seconds = seconds, Load = load };

    private Task RunAsync(params SolutionProject[] projects) => new TestSchedule(2).RunAsync(
        projects,
        (project, _) =>
        {
            var run = _runs.GetOrAdd(project.Name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _started.Enqueue(project.Name);
            return run.Task;
        },
        CancellationToken.None);

    private void End(string name) => _runs[name].SetResult();

    private async Task StartedAsync(params string[] names)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (_started.Count < names.Length)
        {
            await Task.Delay(5, limit.Token);
        }

        _started.ShouldBe(names);
    }
}
