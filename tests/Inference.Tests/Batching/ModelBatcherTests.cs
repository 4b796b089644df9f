using System.Collections.Concurrent;
using System.Diagnostics;
using Inference.Tests.Folders;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Platform.Inference;

namespace Inference.Tests.Batching;

public sealed class ModelBatcherTests : IAsyncLifetime
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _root = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<ModelHost> _hosts = [];
    private readonly List<ModelBatcher> _batchers = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var batcher in _batchers)
        {
            await batcher.DisposeAsync();
        }

        _hosts.ForEach(host => host.Dispose());
        _root.Dispose();
    }

    [Fact]
    public async Task Callers_that_come_within_the_delay_get_what_they_would_alone()
    {
        var batcher = Batcher(size: 4);
        var calls = new[] { Call(batcher, 0, 1, 2), Call(batcher, 3, 3, 3), Call(batcher, 2, 1, 0) };

        _time.Advance(Delay);

        (await Answer(calls[0])).ShouldBe(Grown(0, 1, 2), 1e-5);
        (await Answer(calls[1])).ShouldBe(Grown(3, 3, 3), 1e-5);
        (await Answer(calls[2])).ShouldBe(Grown(2, 1, 0), 1e-5);
    }

    [Fact]
    public async Task Nothing_runs_before_the_first_caller_has_waited_for_the_delay()
    {
        var batcher = Batcher(size: 4);
        var first = Call(batcher, 0, 0, 0);
        _time.Advance(Delay / 2);
        var second = Call(batcher, 1, 1, 1);
        _time.Advance(Delay / 2 - TimeSpan.FromTicks(1));
        first.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromMilliseconds(1));

        (await Answer(first)).ShouldBe(Grown(0, 0, 0), 1e-5);
        (await Answer(second)).ShouldBe(Grown(1, 1, 1), 1e-5);
    }

    [Fact]
    public async Task A_full_batch_does_not_wait_for_the_delay()
    {
        var batcher = Batcher(size: 2);

        var calls = new[] { Call(batcher, 0, 0, 0), Call(batcher, 1, 1, 1) };

        await Answer(calls[0]);
        await Answer(calls[1]);
    }

    [Fact]
    public async Task Without_a_delay_a_lone_caller_does_not_wait()
    {
        var batcher = Batcher(size: 4, delay: TimeSpan.Zero);

        (await Answer(Call(batcher, 0, 1, 2))).ShouldBe(Grown(0, 1, 2), 1e-5);
    }

    [Fact]
    public async Task Without_batching_a_call_runs_at_once_on_the_callers_thread()
    {
        var batcher = Batcher(size: 1);

        var call = Call(batcher, 0, 1, 2);

        call.IsCompleted.ShouldBeTrue();
        (await Answer(call)).ShouldBe(Grown(0, 1, 2), 1e-5);
    }

    [Fact]
    public async Task A_caller_that_cancels_leaves_and_disturbs_nobody()
    {
        using var listener = new BatchListener("2.0.1");
        var batcher = Batcher(size: 4, version: "2.0.1");
        using var cancel = new CancellationTokenSource();
        var first = Call(batcher, 0, 1, 2);
        var leaving = batcher.RunAsync(new float[] { 3, 3, 3 }, cancellationToken: cancel.Token);
        var last = Call(batcher, 2, 1, 0);

        await cancel.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(leaving)).CancellationToken.ShouldBe(cancel.Token);
        _time.Advance(Delay);

        (await Answer(first)).ShouldBe(Grown(0, 1, 2), 1e-5);
        (await Answer(last)).ShouldBe(Grown(2, 1, 0), 1e-5);
        listener.Sizes.ShouldBe([2]);
    }

    [Fact]
    public async Task Who_has_cancelled_before_does_not_join()
    {
        var batcher = Batcher(size: 1);

        await Should.ThrowAsync<OperationCanceledException>(() => batcher.RunAsync(new float[3], cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_full_queue_refuses_clearly_and_takes_again_when_one_leaves()
    {
        var batcher = Batcher(size: 4, queue: 2);
        using var cancel = new CancellationTokenSource();
        var waiting = Call(batcher, 0, 1, 2);
        var leaving = batcher.RunAsync(new float[] { 3, 3, 3 }, cancellationToken: cancel.Token);

        (await Should.ThrowAsync<InferenceBusyException>(() => Call(batcher, 1, 1, 1))).Message.ShouldContain("2 calls of model steps wait");
        await cancel.CancelAsync();
        var second = Call(batcher, 1, 1, 1);
        _time.Advance(Delay);

        await Should.ThrowAsync<OperationCanceledException>(leaving);
        (await Answer(waiting)).ShouldBe(Grown(0, 1, 2), 1e-5);
        (await Answer(second)).ShouldBe(Grown(1, 1, 1), 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_bad_input_is_refused_before_it_joins(int size)
    {
        var batcher = Batcher(size);

        await Should.ThrowAsync<ArgumentException>(() => Call(batcher, 1, 2));
        (await Should.ThrowAsync<ArgumentException>(() => Call(batcher, 1, float.NaN, 2))).Message.ShouldContain("value 1 of row 0");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_row_that_fails_the_call_fails_alone(int size)
    {
        var batcher = Batcher(size);
        var calls = new[] { Call(batcher, 0, 1, 2), Call(batcher, 1, SampleNetworks.FailsTheCall, 1), Call(batcher, 2, 1, 0) };

        await Should.ThrowAsync<InferenceException>(calls[1]);

        (await Answer(calls[0])).ShouldBe(Grown(0, 1, 2), 1e-5);
        (await Answer(calls[2])).ShouldBe(Grown(2, 1, 0), 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_row_that_gives_no_finite_number_fails_alone(int size)
    {
        var batcher = Batcher(size);
        var calls = new[] { Call(batcher, 0, 1, 2), Call(batcher, 1, SampleNetworks.GivesInfinity, 1), Call(batcher, 2, 1, 0) };

        (await Should.ThrowAsync<InferenceException>(calls[1])).Message.ShouldContain("grown");

        (await Answer(calls[0])).ShouldBe(Grown(0, 1, 2), 1e-5);
        (await Answer(calls[2])).ShouldBe(Grown(2, 1, 0), 1e-5);
    }

    [Fact]
    public async Task Who_waits_when_it_is_disposed_is_answered_and_nobody_joins_any_more()
    {
        var batcher = Batcher(size: 4);
        var waiting = Enumerable.Range(0, 9).Select(_ => Call(batcher, 0, 1, 2)).ToArray();

        await batcher.DisposeAsync();

        waiting.ShouldAllBe(call => call.IsCompletedSuccessfully);
        foreach (var call in waiting)
        {
            (await Answer(call)).ShouldBe(Grown(0, 1, 2), 1e-5);
        }

        await Should.ThrowAsync<ObjectDisposedException>(() => Call(batcher, 0, 1, 2));
    }

    [Fact]
    public async Task A_batch_runs_on_the_one_version_that_serves_when_it_starts()
    {
        var folder = SampleNetworks.Write(_root.Path, SampleNetworks.Steps(), "1.0.0");
        var options = Options(size: 4);
        var host = Host(folder, options);
        host.Lease().Dispose();
        SampleNetworks.Write(_root.Path, SampleNetworks.Steps(first: 2.5f), "1.1.0");
        var batcher = Batcher(host, options);
        var before = Call(batcher, 0, 1, 2);

        (await host.SwapAsync("1.1.0", CancellationToken.None)).Outcome.ShouldBe(SwapOutcome.Swapped);
        var after = Call(batcher, 0, 1, 2);
        _time.Advance(Delay);

        using var first = await before.WaitAsync(Patience);
        using var second = await after.WaitAsync(Patience);
        new[] { first.Stamp.Version, second.Stamp.Version }.ShouldBe(["1.1.0", "1.1.0"]);
        first["grown"][0].ShouldBe(MathF.Exp(2.5f), 1e-5);
        first.Manifest.Version.ShouldBe("1.1.0");
    }

    [Fact]
    public async Task Outputs_are_the_callers_until_disposed_whatever_runs_meanwhile()
    {
        var batcher = Batcher(size: 1);
        using var kept = await batcher.RunAsync(new float[] { 0, 1, 2 });

        for (var i = 0; i < 20; i++)
        {
            (await batcher.RunAsync(new float[] { 3, 3, 3 })).Dispose();
        }

        kept["grown"].ToArray().ShouldBe(Grown(0, 1, 2), 1e-5);
        Should.Throw<KeyNotFoundException>(() => kept["label"].Length).Message.ShouldContain("grown, mean");
        kept.Dispose();
        Should.Throw<ObjectDisposedException>(() => kept["grown"].Length);
    }

    [Fact]
    public async Task Everybody_gets_their_own_answer_while_others_fail_or_leave()
    {
        var options = Options(size: 8, delay: TimeSpan.Zero, queue: 1_000);
        var host = Host(SampleNetworks.Write(_root.Path, SampleNetworks.Steps()), options);
        await using var batcher = new ModelBatcher(host, options);

        await Parallel.ForEachAsync(Enumerable.Range(0, 2_000), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (i, _) =>
        {
            using var cancel = new CancellationTokenSource();
            float[] row = [i % 4, i % 3, i % 17 == 0 ? SampleNetworks.FailsTheCall : i % 2];
            var call = batcher.RunAsync(row, cancellationToken: cancel.Token);
            if (i % 5 == 0)
            {
                await cancel.CancelAsync();
            }

            try
            {
                (await Answer(call)).ShouldBe(Grown(row), 1e-5);
                row.ShouldNotContain(SampleNetworks.FailsTheCall);
            }
            catch (InferenceException)
            {
                row.ShouldContain(SampleNetworks.FailsTheCall);
            }
            catch (OperationCanceledException)
            {
                cancel.IsCancellationRequested.ShouldBeTrue();
            }
        });
    }

    [Fact]
    public async Task A_batched_call_is_traced_under_its_own_caller()
    {
        var activities = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == InferenceTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var batcher = Batcher(size: 2, version: "2.0.3");

        async Task<string> CallUnderAsync(string name)
        {
            using var caller = new Activity(name).Start();
            await Answer(Call(batcher, 0, 1, 2));
            return caller.RootId!;
        }

        var roots = await Task.WhenAll(CallUnderAsync("first"), CallUnderAsync("second"));

        foreach (var root in roots)
        {
            activities.Where(activity => activity.RootId == root).ShouldHaveSingleItem().TagObjects.ShouldBe(
                [new("model", SampleNetworks.Name), new("rows", 1), new("version", "2.0.3")], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Sizes_and_waiting_times_are_measured_by_model_and_version()
    {
        using var listener = new BatchListener("2.0.2");
        var batcher = Batcher(size: 3, version: "2.0.2");
        var first = Call(batcher, 0, 0, 0);
        _time.Advance(Delay / 2);

        var others = new[] { Call(batcher, 0, 0, 0), Call(batcher, 0, 0, 0) };
        await Task.WhenAll(Answer(first), Answer(others[0]), Answer(others[1]));

        listener.Sizes.ShouldBe([3]);
        listener.QueueTimes.ShouldBe([.005, 0, 0], 1e-9);
        listener.Rows.ShouldBe([3]);
    }

    private ModelBatcher Batcher(int size, TimeSpan? delay = null, int queue = 100, string version = "1.0.0")
    {
        var options = Options(size, delay, queue);
        return Batcher(Host(SampleNetworks.Write(_root.Path, SampleNetworks.Steps(), version), options), options);
    }

    private ModelBatcher Batcher(ModelHost host, ModelOptions options)
    {
        var batcher = new ModelBatcher(host, options, _time);
        _batchers.Add(batcher);
        return batcher;
    }

    private ModelHost Host(string folder, ModelOptions options)
    {
        var host = new ModelHost(SampleNetworks.Name, folder, options, NullLogger<ModelHost>.Instance);
        _hosts.Add(host);
        return host;
    }

    private static ModelOptions Options(int size, TimeSpan? delay = null, int queue = 100) =>
        new() { BatchSize = size, BatchDelay = delay ?? Delay, BatchQueue = queue };

    private static Task<RowOutputs> Call(ModelBatcher batcher, params float[] row) => batcher.RunAsync(row);

    private static async Task<float[]> Answer(Task<RowOutputs> call)
    {
        using var outputs = await call.WaitAsync(Patience);
        outputs["mean"][0].ShouldBe(outputs["grown"].ToArray().Average(), 1e-5f);
        return outputs["grown"].ToArray();
    }

    private static float[] Grown(params float[] row) => [.. row.Select(MathF.Exp)];
}
