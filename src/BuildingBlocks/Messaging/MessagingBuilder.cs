using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Messaging.Consuming;
using Platform.Messaging.DeadLetters;
using Platform.Messaging.Registration;

namespace Platform.Messaging;

/// <summary>Says what a service publishes and consumes.</summary>
/// <typeparam name="TContext">The service's DbContext, which holds its outbox and inbox.</typeparam>
public sealed class MessagingBuilder<TContext>
    where TContext : DbContext
{
    private readonly IServiceCollection _services;
    private readonly string _service;

    internal MessagingBuilder(IServiceCollection services, string service)
    {
        _services = services;
        _service = service;
    }

    internal PublishedEvents Published { get; } = new();

    internal Subscriptions Subscriptions { get; } = new();

    internal RetiredSubscriptions Retired { get; } = new();

    /// <summary>Registers an event that this service publishes through <see cref="IOutbox"/>.</summary>
    /// <param name="type">Its name and version on the wire: the contract's <c>Type</c> constant.</param>
    /// <param name="json">How it is written: from the contract's source-generated context.</param>
    /// <param name="needsSubscriber">
    /// True for an event that another service must act on: it stays in the outbox until some queue takes it, even when the
    /// subscriber has never been started yet. Otherwise an event without subscribers counts as sent.
    /// </param>
    /// <param name="older">
    /// Older versions that are published beside it, under the same id: <c>p =&gt; p.AlsoAs(V1.Type, json, v2 =&gt; v1)</c>.
    /// </param>
    /// <exception cref="ArgumentException">A name is no event name or taken, or an older version is none of this event.</exception>
    public MessagingBuilder<TContext> Publishes<TEvent>(
        string type, JsonTypeInfo<TEvent> json, bool needsSubscriber = false, Action<OlderVersions<TEvent>>? older = null)
        where TEvent : notnull
    {
        Published.Add(type, json, needsSubscriber, older);
        return this;
    }

    /// <summary>Subscribes a consumer to an event, with a queue of its own: <c>service.type</c> or <c>service.type.name</c>.</summary>
    /// <param name="type">The event's name and version on the wire.</param>
    /// <param name="json">How it is read.</param>
    /// <param name="details">A name where the service has several consumers of the event; older versions that are taken, too.</param>
    /// <exception cref="ArgumentException">Another consumer has that queue already.</exception>
    public MessagingBuilder<TContext> Consumes<TEvent, TConsumer>(
        string type, JsonTypeInfo<TEvent> json, Action<SubscriptionBuilder<TEvent>>? details = null)
        where TEvent : notnull
        where TConsumer : class, IConsumer<TEvent>
    {
        var subscription = new SubscriptionBuilder<TEvent>(type, json, batches: false);
        details?.Invoke(subscription);
        return Subscribe<TEvent, TConsumer>(subscription, static (consumer, items, cancellationToken) =>
            consumer.HandleAsync(items[0].Message, items[0].Context, cancellationToken));
    }

    /// <summary>Subscribes a consumer that takes up to so many messages in one transaction.</summary>
    /// <inheritdoc cref="Consumes"/>
    public MessagingBuilder<TContext> ConsumesBatches<TEvent, TConsumer>(
        string type, JsonTypeInfo<TEvent> json, Action<SubscriptionBuilder<TEvent>> details)
        where TEvent : notnull
        where TConsumer : class, IBatchConsumer<TEvent>
    {
        var subscription = new SubscriptionBuilder<TEvent>(type, json, batches: true);
        details(subscription);
        return Subscribe<TEvent, TConsumer>(subscription, static (consumer, items, cancellationToken) =>
            consumer.HandleAsync(items, cancellationToken));
    }

    /// <summary>
    /// Takes back a subscription that the service had: its queue gets no further events, what waits in it becomes dead
    /// letters (<c>handler-gone</c>), and when all is empty and no replica of an earlier version consumes, its queues are
    /// deleted. Does nothing where the queue never was; the line can go when every environment has run it.
    /// </summary>
    /// <param name="type">The event's name and version on the wire.</param>
    /// <param name="subscription">The consumer's name, where it had one.</param>
    /// <exception cref="ArgumentException">It is no event name, or (when messaging is added) still has a consumer.</exception>
    public MessagingBuilder<TContext> Retires(string type, string? subscription = null)
    {
        Retired.Add(_service, type, subscription);
        return this;
    }

    private MessagingBuilder<TContext> Subscribe<TEvent, TConsumer>(
        SubscriptionBuilder<TEvent> subscription, Func<TConsumer, IReadOnlyList<BatchItem<TEvent>>, CancellationToken, Task> handle)
        where TEvent : notnull
        where TConsumer : class
    {
        foreach (var (type, read) in subscription.Readers)
        {
            Subscriptions.Add(new Subscription<TEvent>(
                _service, type, subscription.Name, subscription.BatchSize, read,
                (scope, items, cancellationToken) => handle(scope.GetRequiredService<TConsumer>(), items, cancellationToken)));
        }

        _services.TryAddScoped<TConsumer>();
        return this;
    }
}
