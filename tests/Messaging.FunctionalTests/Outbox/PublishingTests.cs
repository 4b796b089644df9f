using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Messaging;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Outbox;

public sealed class PublishingTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task An_event_reaches_its_consumer_once_and_leaves_the_outbox()
    {
        await using var host = await fixture.StartReadyAsync();

        var order = await host.TakeOrderAsync();

        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "the order is shipped");
        await Eventually.TrueAsync(async () => await fixture.WaitingInOutboxAsync() == 0, "the outbox is empty");
        var context = host.Shipping.Attempts.ShouldHaveSingleItem();
        context.Type.ShouldBe(OrderTaken.Type);
        context.Source.ShouldBe("/platform/shop");
        context.Subject.ShouldBe(order.ToString());
        context.Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task An_event_is_a_cloud_event_with_a_uuid_of_version_7()
    {
        await using var host = await fixture.StartReadyAsync(ShopHost.PublishOnly);
        await using var events = await fixture.Broker.SubscribeAsync(OrderTaken.Type);

        var order = await host.TakeOrderAsync();

        var message = await events.NextAsync();
        message.Headers["cloudEvents_specversion"].ShouldBe("1.0");
        message.Headers["cloudEvents_type"].ShouldBe(OrderTaken.Type);
        message.Envelope.ShouldNotBeNull().Id.Version.ShouldBe(7);
        message.Read(ShopJson.Default.OrderTaken).OrderId.ShouldBe(order);
    }

    [Fact]
    public async Task An_event_waits_for_the_transaction_that_added_it()
    {
        await using var host = await fixture.StartReadyAsync(ShopHost.PublishOnly);
        await using var events = await fixture.Broker.SubscribeAsync(OrderTaken.Type);

        await host.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<ShopContext>();
            await database.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await database.Database.BeginTransactionAsync();
                services.GetRequiredService<IOutbox>().Add(new OrderTaken(Guid.CreateVersion7(), 1));
                await database.SaveChangesAsync();
                await Eventually.StaysTrueAsync(
                    async () => await events.TryNextAsync() is null, "nothing is published", TimeSpan.FromMilliseconds(600));
                await transaction.CommitAsync();
            });
            return 0;
        });

        await events.NextAsync();
    }

    [Fact]
    public async Task A_commit_wakes_the_relay_long_before_its_poll()
    {
        await using var host = await fixture.StartReadyAsync(ShopHost.PublishOnly, ("Messaging:PollInterval", "00:05:00"));
        await using var events = await fixture.Broker.SubscribeAsync(OrderTaken.Type);

        await host.TakeOrderAsync();
        await events.NextAsync(TimeSpan.FromSeconds(10));

        await host.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<ShopContext>();
            await database.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await database.Database.BeginTransactionAsync();
                services.GetRequiredService<IOutbox>().Add(new OrderTaken(Guid.CreateVersion7(), 1));
                await database.SaveChangesAsync();
                await transaction.CommitAsync();
            });
            return 0;
        });
        await events.NextAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task An_event_in_a_batch_that_commits_by_itself_is_sent_long_before_the_poll_as_any_other()
    {
        await using var host = await fixture.StartReadyAsync(ShopHost.PublishOnly, ("Messaging:PollInterval", "00:05:00"));
        await using var events = await fixture.Broker.SubscribeAsync(OrderTaken.Type);
        await host.TakeOrderAsync(); // what is sent from here on is announced by its commit
        await events.NextAsync(TimeSpan.FromSeconds(10));

        var order = Guid.CreateVersion7();
        await SendInBatchAsync(host, order, "COMMIT", outbox => outbox.Committed());

        var message = await events.NextAsync(TimeSpan.FromSeconds(10));
        message.Read(ShopJson.Default.OrderTaken).OrderId.ShouldBe(order);
        message.Envelope.ShouldNotBeNull().Subject.ShouldBe(order.ToString());
    }

    [Fact]
    public async Task An_event_in_a_batch_that_is_rolled_back_is_never_sent()
    {
        await using var host = await fixture.StartReadyAsync(ShopHost.PublishOnly);
        await using var events = await fixture.Broker.SubscribeAsync(OrderTaken.Type);

        await SendInBatchAsync(host, Guid.CreateVersion7(), "ROLLBACK", _ => { });
        var after = await host.TakeOrderAsync();

        (await events.NextAsync()).Read(ShopJson.Default.OrderTaken).OrderId.ShouldBe(after);
    }

    [Fact]
    public async Task An_event_of_a_rolled_back_transaction_is_never_sent()
    {
        await using var host = await fixture.StartReadyAsync(ShopHost.PublishOnly);
        await using var events = await fixture.Broker.SubscribeAsync(OrderTaken.Type);

        await host.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<ShopContext>();
            await database.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await database.Database.BeginTransactionAsync();
                services.GetRequiredService<IOutbox>().Add(new OrderTaken(Guid.CreateVersion7(), 1));
                await database.SaveChangesAsync();
                await transaction.RollbackAsync();
            });
            return 0;
        });
        var after = await host.TakeOrderAsync();

        // The later event comes, so the relay has looked; the earlier one never does.
        (await events.NextAsync()).Read(ShopJson.Default.OrderTaken).OrderId.ShouldBe(after);
        (await events.TryNextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task An_event_nobody_subscribes_to_counts_as_sent()
    {
        await using var host = await fixture.StartReadyAsync(ShopHost.PublishOnly);

        await host.InScopeAsync(async services =>
        {
            services.GetRequiredService<IOutbox>().Add(new OrderForgotten(Guid.CreateVersion7()));
            return await services.GetRequiredService<ShopContext>().SaveChangesAsync();
        });

        await Eventually.TrueAsync(async () => await fixture.WaitingInOutboxAsync() == 0, "the outbox is empty");
    }

    [Fact]
    public async Task An_event_that_needs_a_subscriber_waits_for_the_first_one()
    {
        await using var host = await fixture.StartReadyAsync(m => m.Publishes(
            OrderForgotten.Type, ShopJson.Default.OrderForgotten, needsSubscriber: true));
        var forgotten = new OrderForgotten(Guid.CreateVersion7());

        await host.InScopeAsync(async services =>
        {
            services.GetRequiredService<IOutbox>().Add(forgotten);
            return await services.GetRequiredService<ShopContext>().SaveChangesAsync();
        });
        await Eventually.TrueAsync(
            async () => await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM messaging.outbox WHERE attempts > 0") == 1,
            "the relay has tried and kept it");
        await using var events = await fixture.Broker.SubscribeAsync(OrderForgotten.Type);

        (await events.NextAsync()).Read(ShopJson.Default.OrderForgotten).ShouldBe(forgotten);
    }

    [Fact]
    public async Task Two_relays_publish_each_event_once()
    {
        await using var first = await fixture.StartReadyAsync(ShopHost.PublishOnly, ("Messaging:RelayBatchSize", "7"));
        await using var second = await fixture.StartReadyAsync(ShopHost.PublishOnly, ("Messaging:RelayBatchSize", "7"));
        await using var events = await fixture.Broker.SubscribeAsync(OrderTaken.Type);

        var taken = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? first : second).TakeOrderAsync()));

        var published = new List<Guid>();
        while (published.Count < taken.Length)
        {
            published.Add((await events.NextAsync()).Read(ShopJson.Default.OrderTaken).OrderId);
        }

        await Eventually.TrueAsync(async () => await fixture.WaitingInOutboxAsync() == 0, "the outbox is empty");
        (await events.TryNextAsync()).ShouldBeNull();
        published.ShouldBe(taken, ignoreOrder: true);
    }

    [Fact]
    public async Task An_event_that_is_not_registered_is_refused_where_it_is_added()
    {
        await using var host = await fixture.StartAsync(m => m.Publishes(OrderTaken.Type, ShopJson.Default.OrderTaken));

        await host.InScopeAsync(services =>
        {
            var outbox = services.GetRequiredService<IOutbox>();
            Should.Throw<InvalidOperationException>(() => outbox.Add(new OrderForgotten(Guid.CreateVersion7())))
                .Message.ShouldContain(nameof(OrderForgotten));
            return Task.FromResult(0);
        });
    }

    private static Task<int> SendInBatchAsync(ShopHost host, Guid order, string end, Action<IOutbox> afterwards) => host.InScopeAsync(async services =>
    {
        var (database, outbox) = (services.GetRequiredService<ShopContext>(), services.GetRequiredService<IOutbox>());
        return await database.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await database.Database.BeginTransactionAsync();
            await using var batch = new NpgsqlBatch((NpgsqlConnection)database.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction());
            outbox.Add(batch, new OrderTaken(order, 1), subject: order.ToString());
            batch.BatchCommands.Add(new NpgsqlBatchCommand(end));
            await batch.ExecuteNonQueryAsync();
            afterwards(outbox);
            return 0;
        });
    });
}
