using Messaging.Tests.Registration;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;

namespace Messaging.Tests.DeadLetters;

public sealed class RetiredSubscriptionTests
{
    private const string Type = "shop.order-taken.v1";

    [Fact]
    public void A_queue_cannot_be_consumed_and_retired_at_once() =>
        Should.Throw<ArgumentException>(() => Configure(m => m
            .Retires(Type)
            .Consumes<OrderTaken, Consumer>(Type, PublishedEventsJson.Default.OrderTaken)))
            .Message.ShouldContain("shop.shop.order-taken.v1");

    [Fact]
    public void Another_consumer_of_the_same_event_may_go_and_saying_so_twice_is_no_mistake() =>
        Should.NotThrow(() => Configure(m => m
            .Retires(Type, "second")
            .Retires(Type, "second")
            .Consumes<OrderTaken, Consumer>(Type, PublishedEventsJson.Default.OrderTaken)));

    [Fact]
    public void What_is_no_event_is_refused() =>
        Should.Throw<ArgumentException>(() => Configure(m => m.Retires("order-taken")));

    private static void Configure(Action<MessagingBuilder<EmptyContext>> configure) =>
        WebApplication.CreateBuilder().AddMessaging("shop", configure);

    private sealed class EmptyContext(DbContextOptions<EmptyContext> options) : DbContext(options);

    private sealed class Consumer : IConsumer<OrderTaken>
    {
        public Task HandleAsync(OrderTaken message, MessageContext context, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
