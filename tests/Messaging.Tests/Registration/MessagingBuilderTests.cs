using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;

namespace Messaging.Tests.Registration;

public sealed class MessagingBuilderTests
{
    private const string Type = "shop.order-taken.v1";

    [Fact]
    public void A_second_consumer_of_an_event_needs_a_name_of_its_own() =>
        Should.Throw<ArgumentException>(() => Configure(m => m
            .Consumes<OrderTaken, FirstConsumer>(Type, PublishedEventsJson.Default.OrderTaken)
            .Consumes<OrderTaken, SecondConsumer>(Type, PublishedEventsJson.Default.OrderTaken)))
            .Message.ShouldContain("shop.shop.order-taken.v1");

    [Fact]
    public void With_a_name_it_has_a_queue_of_its_own() =>
        Should.NotThrow(() => Configure(m => m
            .Consumes<OrderTaken, FirstConsumer>(Type, PublishedEventsJson.Default.OrderTaken)
            .Consumes<OrderTaken, SecondConsumer>(Type, PublishedEventsJson.Default.OrderTaken, s => s.Named("second"))));

    [Fact]
    public void A_service_without_a_name_is_refused() =>
        Should.Throw<ArgumentException>(() => WebApplication.CreateBuilder().AddMessaging<EmptyContext>(" ", _ => { }));

    private static void Configure(Action<MessagingBuilder<EmptyContext>> configure) =>
        WebApplication.CreateBuilder().AddMessaging("shop", configure);

    private sealed class EmptyContext(DbContextOptions<EmptyContext> options) : DbContext(options);

    private sealed class FirstConsumer : IConsumer<OrderTaken>
    {
        public Task HandleAsync(OrderTaken message, MessageContext context, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class SecondConsumer : IConsumer<OrderTaken>
    {
        public Task HandleAsync(OrderTaken message, MessageContext context, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
