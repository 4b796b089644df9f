using Inference.Tests.Folders;
using Platform.Inference;

namespace Inference.Tests.Batching;

public sealed class ModelBatcherTests : BatcherTests
{
    [Fact]
    public async Task Callers_that_come_within_the_delay_get_what_they_would_alone()
    {
        var batcher = Batcher(size: 4);
        var calls = new[] { Call(batcher, 0, 1, 2), Call(batcher, 3, 3, 3), Call(batcher, 2, 1, 0) };

        Time.Advance(Delay);

        (await Answer(calls[0])).ShouldBe(Grown(0, 1, 2), 1e-5);
        (await Answer(calls[1])).ShouldBe(Grown(3, 3, 3), 1e-5);
        (await Answer(calls[2])).ShouldBe(Grown(2, 1, 0), 1e-5);
    }

    [Fact]
    public async Task Nothing_runs_before_the_first_caller_has_waited_for_the_delay()
    {
        var batcher = Batcher(size: 4);
        var first = Call(batcher, 0, 0, 0);
        Time.Advance(Delay / 2);
        var second = Call(batcher, 1, 1, 1);
        Time.Advance(Delay / 2 - TimeSpan.FromTicks(1));
        first.IsCompleted.ShouldBeFalse();

        Time.Advance(TimeSpan.FromMilliseconds(1));

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
    public async Task A_batch_runs_on_the_one_version_that_serves_when_it_starts()
    {
        var folder = SampleNetworks.Write(Root.Path, SampleNetworks.Steps(), "1.0.0");
        var options = Options(size: 4);
        var host = Host(folder, options);
        host.Lease().Dispose();
        SampleNetworks.Write(Root.Path, SampleNetworks.Steps(first: 2.5f), "1.1.0");
        var batcher = Batcher(host, options);
        var before = Call(batcher, 0, 1, 2);

        (await host.SwapAsync("1.1.0", CancellationToken.None)).Outcome.ShouldBe(SwapOutcome.Swapped);
        var after = Call(batcher, 0, 1, 2);
        Time.Advance(Delay);

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
}
