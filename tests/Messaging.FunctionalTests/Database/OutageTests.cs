using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Messaging.Topology;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Database;

public sealed class OutageTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_message_outlives_the_database_without_using_up_its_attempts()
    {
        await using var postgres = await PrivatePostgres.StartNewAsync();
        await ShopHost.CreateTablesAsync(postgres.ConnectionString);
        await using var host = await ShopHost.StartAsync(
            postgres.ConnectionString, fixture.Broker.ConnectionString, settings: ("Messaging:Retries", "0"));
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        await host.TakeOrderAsync();
        await Eventually.TrueAsync(() => host.Shipping.Attempts.Count == 1, "the host works");

        await postgres.KillAsync();
        var order = new OrderTaken(Guid.CreateVersion7(), 1);
        await fixture.Broker.PublishAsync(OrderTaken.Type, order, ShopJson.Default.OrderTaken);
        await Eventually.StaysTrueAsync(
            async () => await fixture.Broker.CountAsync(QueueNames.Dead(ShopHost.Queue)) == 0, "it is not parked", TimeSpan.FromSeconds(3));
        await postgres.StartAsync();

        await Eventually.TrueAsync(
            async () => await host.ShipmentsAsync(order.OrderId) == 1, "the order is shipped", TimeSpan.FromSeconds(60));
        (await fixture.Broker.CountAsync(QueueNames.Dead(ShopHost.Queue))).ShouldBe(0u);
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_counts_as_made()
    {
        var lost = new CommitHook(() => throw new NpgsqlException("connection lost", new IOException()));
        await using var host = await ShopHost.StartAsync(
            fixture.Database.ConnectionString,
            fixture.Broker.ConnectionString,
            services: s => s.ConfigureDbContext<ShopContext>(options => options.AddInterceptors(lost)));
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        var order = new OrderTaken(Guid.CreateVersion7(), 1);

        var id = await fixture.Broker.PublishAsync(OrderTaken.Type, order, ShopJson.Default.OrderTaken);

        await Eventually.TrueAsync(() => lost.Calls == 1, "the answer was lost");
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order.OrderId) == 1, "the order is shipped");
        await host.StopAsync();
        host.Shipping.Attempts.Count(a => a.MessageId == id).ShouldBe(1);
        (await fixture.Broker.CountAsync(ShopHost.Queue)).ShouldBe(0u);
    }

    [Fact]
    public async Task An_attempt_whose_connection_is_cut_is_made_again_and_has_its_effect_once()
    {
        await using var host = await fixture.StartReadyAsync();
        var order = new OrderTaken(Guid.CreateVersion7(), 1);
        // The first attempt's connection is cut after its effect is written, while the transaction is open.
        host.Shipping.Behaviour = async (_, _, cancellationToken) =>
        {
            if (host.Shipping.Attempts.Count == 1)
            {
                await fixture.Database.ExecuteAsync(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()");
            }

            cancellationToken.ThrowIfCancellationRequested();
        };

        await fixture.Broker.PublishAsync(OrderTaken.Type, order, ShopJson.Default.OrderTaken);

        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order.OrderId) == 1, "the order is shipped");
        host.Shipping.Attempts.Count.ShouldBe(2);
        (await fixture.Broker.CountAsync(QueueNames.Dead(ShopHost.Queue))).ShouldBe(0u);
    }
}
