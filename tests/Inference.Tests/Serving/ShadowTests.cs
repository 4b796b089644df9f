using Inference.Tests.Batching;
using Inference.Tests.Folders;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Inference;

namespace Inference.Tests.Serving;

public sealed class ShadowTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly float[] Row = [1, 2, 3];
    private static readonly float[] FailsTheShadow = [1, SampleNetworks.FailsTheCall, 3];

    private readonly TemporaryFolder _root = new();
    private readonly string _folder;

    public ShadowTests()
    {
        SampleNetworks.Write(_root.Path, SampleNetworks.Mixing(), "1.0.0");
        _folder = SampleNetworks.Write(_root.Path, SampleNetworks.Steps(), "2.0.0");
    }

    [Fact]
    public async Task Answers_and_shadow_scores_are_kept_side_by_side()
    {
        var sink = new Sink();
        using var host = await ShadowedAsync(sink);

        Run(host, Row, "t1");

        var score = (await sink.Recorded.WaitAsync(Patience)).ShouldHaveSingleItem();
        score.ShouldSatisfyAllConditions(
            () => score.Subject.ShouldBe("t1"),
            () => score.Output.ShouldBe("mean"),
            () => (score.Serving.Version, score.Shadow.Version).ShouldBe(("1.0.0", "2.0.0")),
            () => score.Served.ShouldBe(0, 1e-6),
            () => score.Shadowed!.Value.ShouldBe((MathF.Exp(1) + MathF.Exp(2) + MathF.Exp(3)) / 3, 1e-4));
        host.Shadow!.Compared.ShouldBe(1);
    }

    [Fact]
    public async Task A_shadow_that_fails_does_not_fail_the_answer_and_takes_nothing_out()
    {
        var sink = new Sink();
        using var host = await ShadowedAsync(sink);

        for (var i = 0; i < 50; i++)
        {
            Run(host, FailsTheShadow);
        }

        (await sink.Recorded.WaitAsync(Patience))[0].Shadowed.ShouldBeNull();
        host.Shadow!.Failed.ShouldBeGreaterThan(0);
        host.Concern.ShouldBeNull();
    }

    [Fact]
    public async Task A_shadow_that_is_stuck_delays_no_answer_and_what_it_misses_is_counted()
    {
        var sink = new Sink { Hold = new TaskCompletionSource() };
        using var host = await ShadowedAsync(sink, new ModelOptions { Version = "1.0.0", ShadowQueue = 5 });
        Run(host, Row);
        await sink.Recorded.WaitAsync(Patience);

        // The line waits for its sink: five of these wait, the others are missed.
        for (var i = 0; i < 100; i++)
        {
            Run(host, Row);
        }

        host.Shadow!.Dropped.ShouldBe(95);
        sink.Hold.SetResult();
    }

    [Fact]
    public async Task A_store_of_shadow_scores_that_throws_is_asked_again_for_the_next()
    {
        var sink = new Sink { Throws = true };
        using var host = await ShadowedAsync(sink);

        Run(host, Row);
        await sink.Recorded.WaitAsync(Patience);
        sink.Next();
        Run(host, Row);

        await sink.Recorded.WaitAsync(Patience);
        host.Shadow!.Compared.ShouldBe(2);
    }

    [Fact]
    public async Task A_store_that_takes_its_time_to_stop_and_then_throws_delays_no_swap()
    {
        using var stopped = new ManualResetEventSlim();
        var sink = new Sink
        {
            Hold = new TaskCompletionSource(),
            Stopping = () =>
            {
                stopped.Wait(Patience);
                throw new IOException("The store is gone.");
            },
        };
        using var host = await ShadowedAsync(sink);
        Run(host, Row);
        await sink.Recorded.WaitAsync(Patience);

        var swapped = host.SwapAsync("2.0.0", default);

        (await swapped.WaitAsync(Patience / 2)).Outcome.ShouldBe(SwapOutcome.Swapped);
        stopped.Set();
    }

    [Fact]
    public async Task A_shadow_that_comes_to_serve_shadows_no_more()
    {
        using var host = await ShadowedAsync(new Sink());

        await host.SwapAsync("2.0.0", default);

        host.Shadow.ShouldBeNull();
        Run(host, Row);
        (await host.SetShadowAsync("2.0.0", default)).Outcome.ShouldBe(SwapOutcome.Refused);
    }

    public void Dispose() => _root.Dispose();

    private static void Run(ModelHost host, float[] row, string? subject = null)
    {
        using var lease = host.Lease();
        lease.Model.Run(row, subject: subject).Dispose();
    }

    private async Task<ModelHost> ShadowedAsync(Sink sink, ModelOptions? options = null)
    {
        var host = new ModelHost(
            SampleNetworks.Name, _folder, options ?? new ModelOptions { Version = "1.0.0" }, NullLogger<ModelHost>.Instance, sinks: [sink]);
        (await host.SetShadowAsync("2.0.0", default)).Outcome.ShouldBe(SwapOutcome.Swapped);
        return host;
    }

    private sealed class Sink : IShadowSink
    {
        private TaskCompletionSource<IReadOnlyList<ShadowScore>> _recorded = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource? Hold { get; init; }

        public bool Throws { get; init; }

        /// <summary>What the store does at once when it is told to stop.</summary>
        public Action? Stopping { get; init; }

        public Task<IReadOnlyList<ShadowScore>> Recorded => _recorded.Task;

        public void Next() => _recorded = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask RecordAsync(IReadOnlyList<ShadowScore> scores, CancellationToken cancellationToken)
        {
            using var stopping = cancellationToken.Register(() => Stopping?.Invoke());
            _recorded.TrySetResult(scores);
            await (Hold?.Task ?? Task.CompletedTask).WaitAsync(cancellationToken);
            if (Throws)
            {
                throw new IOException("The store is gone.");
            }
        }
    }
}
