using Inference.Tests.Folders;
using Platform.Inference;

namespace Inference.Tests.Batching;

public sealed class LeavingBatchTests : BatcherTests
{
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
        Time.Advance(Delay);

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
    public async Task Everybody_gets_their_own_answer_while_others_fail_or_leave()
    {
        var options = Options(size: 8, delay: TimeSpan.Zero, queue: 1_000);
        var host = Host(SampleNetworks.Write(Root.Path, SampleNetworks.Steps()), options);
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
}
