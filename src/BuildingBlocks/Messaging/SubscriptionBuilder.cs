using System.Text.Json.Serialization.Metadata;
using Platform.Messaging.Consuming;
using Platform.Messaging.Topology;

namespace Platform.Messaging;

/// <summary>The details of a subscription.</summary>
/// <typeparam name="TEvent">The event's contract, in the version that the consumer takes.</typeparam>
public sealed class SubscriptionBuilder<TEvent>
    where TEvent : notnull
{
    private const int LargestBatch = 1_000;

    private readonly string _type;
    private readonly bool _batches;

    internal SubscriptionBuilder(string type, JsonTypeInfo<TEvent> json, bool batches)
    {
        EventType.Require(type);
        _type = type;
        _batches = batches;
        Readers.Add((type, EventReaders.Json(json)));
    }

    internal string? Name { get; private set; }

    internal int BatchSize { get; private set; } = 1;

    /// <summary>The versions that are taken, each with its way to <typeparamref name="TEvent"/>.</summary>
    internal List<(string Type, EventReader<TEvent> Read)> Readers { get; } = [];

    /// <summary>Tells a second consumer of the same event in this service from the first; part of the queue's name.</summary>
    public SubscriptionBuilder<TEvent> Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        return this;
    }

    /// <summary>
    /// Takes an older version as well, from its own queue. An event that is published in both versions (under one id) has
    /// its effect once.
    /// </summary>
    /// <param name="type">The older version's name on the wire: the same event, a lower version.</param>
    /// <param name="json">How it is read.</param>
    /// <param name="upcast">What it says in terms of the new version. Must not fail for any event of the old version.</param>
    /// <exception cref="ArgumentException">It is another event, or no older version, or registered twice.</exception>
    public SubscriptionBuilder<TEvent> Upcasts<TOlder>(string type, JsonTypeInfo<TOlder> json, Func<TOlder, TEvent> upcast)
        where TOlder : notnull
    {
        EventType.RequireOlder(type, _type);
        if (Readers.Any(reader => reader.Type == type))
        {
            throw new ArgumentException($"'{type}' is registered twice.", nameof(type));
        }

        Readers.Add((type, EventReaders.Upcast(json, upcast)));
        return this;
    }

    /// <summary>The most messages in one batch, 1 to 1,000.</summary>
    /// <exception cref="InvalidOperationException">The consumer takes one message at a time.</exception>
    public SubscriptionBuilder<TEvent> UpTo(int messages)
    {
        if (!_batches)
        {
            throw new InvalidOperationException("UpTo is for ConsumesBatches; this consumer takes one message at a time.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(messages, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messages, LargestBatch);
        BatchSize = messages;
        return this;
    }
}
