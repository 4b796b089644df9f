using Inference.Tests.Folders;
using Platform.Inference;

namespace Inference.Tests.Batching;

public sealed class RefusedCallTests : BatcherTests
{
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
        Time.Advance(Delay);

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
}
