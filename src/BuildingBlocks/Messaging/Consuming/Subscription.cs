using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Platform.Messaging.Topology;

namespace Platform.Messaging.Consuming;

/// <summary>One consumer of one event type, with its queue.</summary>
public abstract class Subscription
{
    private protected Subscription(string service, string type, string? name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(service);
        EventType.Require(type);
        Type = type;
        Queue = QueueNames.Subscription(service, type, name);
    }

    /// <summary>The event type, which is the routing key the queue is bound with.</summary>
    public string Type { get; }

    /// <summary>The queue; also the consumer's name in the inbox, so that it survives renaming the class.</summary>
    public string Queue { get; }

    /// <summary>Reads the event.</summary>
    /// <exception cref="JsonException">The content is not the event's JSON.</exception>
    public abstract object Read(ReadOnlySpan<byte> content);

    /// <summary>Calls the consumer, resolved from <paramref name="scope"/>.</summary>
    public abstract Task HandleAsync(
        IServiceProvider scope, object message, MessageContext context, CancellationToken cancellationToken);
}

internal sealed class Subscription<TEvent, TConsumer>(string service, string type, string? name, JsonTypeInfo<TEvent> json)
    : Subscription(service, type, name)
    where TEvent : notnull
    where TConsumer : class, IConsumer<TEvent>
{
    public override object Read(ReadOnlySpan<byte> content) =>
        JsonSerializer.Deserialize(content, json) ?? throw new JsonException("The content is null.");

    public override Task HandleAsync(
        IServiceProvider scope, object message, MessageContext context, CancellationToken cancellationToken) =>
        scope.GetRequiredService<TConsumer>().HandleAsync((TEvent)message, context, cancellationToken);
}
