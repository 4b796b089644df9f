using System.Text.Json;
using Platform.Messaging.Topology;

namespace Platform.Messaging.Consuming;

/// <summary>One consumer of one version of an event, with its queue.</summary>
public abstract class Subscription
{
    private protected Subscription(string service, string type, string? name, int batchSize)
    {
        Type = type;
        BatchSize = batchSize;
        Queue = QueueNames.Subscription(service, type, name);
        Handler = QueueNames.Subscription(service, EventType.NameOf(type), name);
    }

    /// <summary>The event type, which is the routing key the queue is bound with.</summary>
    public string Type { get; }

    /// <summary>The queue.</summary>
    public string Queue { get; }

    /// <summary>
    /// The consumer's name in the inbox: that of the queue without its version, so that an event which comes in two
    /// versions is recognised. Independent of the class, which may be renamed.
    /// </summary>
    public string Handler { get; }

    /// <summary>The most messages that are handled in one transaction.</summary>
    public int BatchSize { get; }

    /// <summary>Reads the event.</summary>
    /// <exception cref="JsonException">The content is not the event's JSON.</exception>
    internal abstract object Read(ReadOnlySpan<byte> content);

    /// <summary>Calls the consumer, resolved from <paramref name="scope"/>.</summary>
    internal abstract Task HandleAsync(
        IServiceProvider scope, IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken);
}

/// <param name="handle">Calls the consumer with at most <paramref name="batchSize"/> events.</param>
internal sealed class Subscription<TEvent>(
    string service,
    string type,
    string? name,
    int batchSize,
    EventReader<TEvent> read,
    Func<IServiceProvider, IReadOnlyList<BatchItem<TEvent>>, CancellationToken, Task> handle)
    : Subscription(service, type, name, batchSize)
    where TEvent : notnull
{
    internal override object Read(ReadOnlySpan<byte> content) => read(content);

    internal override Task HandleAsync(
        IServiceProvider scope, IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        var items = new BatchItem<TEvent>[events.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = new BatchItem<TEvent>((TEvent)events[i].Message, events[i].Context);
        }

        return handle(scope, items, cancellationToken);
    }
}
