using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging.Storage;

namespace Platform.Messaging;

/// <summary>Adds messaging to a service.</summary>
public static class MessagingExtensions
{
    /// <summary>Adds outbox, relay and consumers, over the broker of the connection string <c>messaging</c>.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="service">Its short name (<c>fraud</c>): source of its events, and prefix of its queues.</param>
    /// <param name="configure">What it publishes and consumes.</param>
    /// <typeparam name="TContext">The service's DbContext; its model has <see cref="AddMessagingTables"/>.</typeparam>
    public static WebApplicationBuilder AddMessaging<TContext>(
        this WebApplicationBuilder builder, string service, Action<MessagingBuilder<TContext>> configure)
        where TContext : DbContext
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(service);
        var messaging = new MessagingBuilder<TContext>(builder.Services, service);
        configure(messaging);
        MessagingServices.Add(builder, service, messaging);
        return builder;
    }

    /// <summary>Adds the outbox and the inbox, in the schema <c>messaging</c>, to the service's own migrations.</summary>
    public static ModelBuilder AddMessagingTables(this ModelBuilder modelBuilder)
    {
        MessagingTables.AddTo(modelBuilder);
        return modelBuilder;
    }
}
