using Fraud.Api.Features.ScoreTransaction;

namespace Fraud.Tests.Features.ScoreTransaction;

public sealed class CustomerTurnsTests
{
    private readonly CustomerTurns _turns = new();

    [Fact]
    public async Task One_customers_next_waits_for_the_turn_to_end_and_other_customers_do_not()
    {
        var first = await _turns.TakeAsync("a", default);

        var second = _turns.TakeAsync("a", default).AsTask();
        (await _turns.TakeAsync("b", default)).Dispose();
        second.IsCompleted.ShouldBeFalse();
        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_line_and_holds_up_nobody()
    {
        using var patience = new CancellationTokenSource();
        var first = await _turns.TakeAsync("a", default);
        var impatient = _turns.TakeAsync("a", patience.Token).AsTask();
        var next = _turns.TakeAsync("a", default).AsTask();

        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(impatient);
        first.Dispose();
        (await next).Dispose();
    }

    [Fact]
    public async Task Never_are_two_of_one_customer_at_it()
    {
        var atWork = new int[3];
        await Parallel.ForEachAsync(Enumerable.Range(0, 3_000), new ParallelOptions { MaxDegreeOfParallelism = 30 }, async (i, _) =>
        {
            using var turn = await _turns.TakeAsync($"{i % 3}", default);
            Interlocked.Increment(ref atWork[i % 3]).ShouldBe(1);
            await Task.Yield();
            Interlocked.Decrement(ref atWork[i % 3]);
        });
    }
}
