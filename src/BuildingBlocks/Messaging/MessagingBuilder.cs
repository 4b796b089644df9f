using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Messaging.Consuming;
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

    /// <summary>Registers an event that this service publishes through <see cref="IOutbox"/>.</summary>
    /// <param name="type">Its name and version on the wire: the contract's <c>Type</c> constant.</param>
    /// <param name="json">How it is written: from the contract's source-generated context.</param>
    /// <param name="needsSubscriber">
    /// True for an event that another service must act on: it stays in the outbox until some queue takes it, even when the
    /// subscriber has never been started yet. Otherwise an event without subscribers counts as sent.
    /// </param>
    public MessagingBuilder<TContext> Publishes<TEvent>(string type, JsonTypeInfo<TEvent> json, bool needsSubscriber = false)
        where TEvent : notnull
    {
        Published.Add(type, json, needsSubscriber);
        return this;
    }

    /// <summary>Subscribes a consumer to an event, with a queue of its own: <c>service.type</c> or <c>service.type.subscription</c>.</summary>
    /// <param name="type">The event's name and version on the wire.</param>
    /// <param name="json">How it is read.</param>
    /// <param name="subscription">Tells a second consumer of the same event in this service from the first.</param>
    /// <exception cref="ArgumentException">Another consumer has that queue already.</exception>
    public MessagingBuilder<TContext> Consumes<TEvent, TConsumer>(
        string type, JsonTypeInfo<TEvent> json, string? subscription = null)
        where TEvent : notnull
        where TConsumer : class, IConsumer<TEvent>
    {
        Subscriptions.Add(new Subscription<TEvent, TConsumer>(_service, type, subscription, json));
        _services.TryAddScoped<TConsumer>();
        return this;
    }
}
