using Messaging.FunctionalTests.DeadLetters;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Consuming;

/// <summary>A message that was given back three times without a word may have ended the process that had it.</summary>
public sealed class SuspectTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private const int Prefetch = 4;
    private const int Returns = 3;
    private const int Backlog = 300;

    // One replica alone would take the suspect in its next session, which begins with one message.
    private const int Replicas = 2;
    private const int HeldAtMost = Replicas * (Prefetch + 1);

    [Fact]
    public async Task A_suspect_that_busy_replicas_meet_is_handled_by_the_first_of_them()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var one = await StartAsync(open.Task);
        await using var two = await StartAsync(open.Task);
        await Task.WhenAll(Enumerable.Range(0, HeldAtMost).Select(_ => PublishAsync()));

        // Both hold all they may: what comes now waits in the broker.
        await Eventually.TrueAsync(async () => await fixture.Broker.CountAsync(ShopHost.Queue) == 0, "both have their hands full");
        var suspect = await PublishAsync();
        for (var i = 0; i < Returns; i++)
        {
            await fixture.Broker.TakeAndDieAsync(ShopHost.Queue);
            await Eventually.TrueAsync(async () => await fixture.Broker.CountAsync(ShopHost.Queue) == 1, "it is given back");
        }

        await Task.WhenAll(Enumerable.Range(0, Backlog).Select(_ => PublishAsync()));
        open.SetResult();

        await Eventually.TrueAsync(() => AttemptsOf(suspect) > 0, "the suspect is handled");
        Attempts().ShouldBeLessThan(Backlog, "it did not have to wait until nobody was busy any more");
        (await fixture.DeadLettersAsync()).ShouldBe(0);

        int Attempts() => one.Shipping.Attempts.Count + two.Shipping.Attempts.Count;
        int AttemptsOf(Guid id) => one.Shipping.Attempts.Concat(two.Shipping.Attempts).Count(attempt => attempt.MessageId == id);
    }

    private async Task<ShopHost> StartAsync(Task open)
    {
        var host = await fixture.StartReadyAsync(
            null,
            ("Messaging:Prefetch", $"{Prefetch}"),
            ("Messaging:Concurrency", "2"),
            ("Messaging:ReconnectDelay", "00:00:00.010"));
        host.Shipping.Behaviour = async (_, _, cancellationToken) =>
        {
            await open.WaitAsync(cancellationToken);
            await Task.Delay(20, cancellationToken);
        };
        return host;
    }

    private Task<Guid> PublishAsync() =>
        fixture.Broker.PublishAsync(OrderTaken.Type, new OrderTaken(Guid.CreateVersion7(), 1), ShopJson.Default.OrderTaken);
}
