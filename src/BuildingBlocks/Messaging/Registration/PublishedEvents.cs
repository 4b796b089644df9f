using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Platform.Messaging.Topology;

namespace Platform.Messaging.Registration;

/// <summary>The events a service publishes: CLR type to wire name and serialiser.</summary>
public sealed class PublishedEvents
{
    private readonly Dictionary<Type, PublishedEvent> _events = [];

    /// <summary>True where the service publishes anything.</summary>
    public bool Any => _events.Count > 0;

    /// <summary>Adds an event.</summary>
    /// <exception cref="ArgumentException">The name is no event name, or the CLR type or the name is taken.</exception>
    public void Add<TEvent>(string type, JsonTypeInfo<TEvent> json, bool needsSubscriber = false)
        where TEvent : notnull
    {
        EventType.Require(type);
        if (_events.ContainsKey(typeof(TEvent)) || _events.Values.Any(e => e.Type == type))
        {
            throw new ArgumentException($"'{type}' or {typeof(TEvent).Name} is registered twice.", nameof(type));
        }

        _events.Add(typeof(TEvent), new PublishedEvent(type, json, needsSubscriber));
    }

    /// <summary>The wire name and the JSON of an event.</summary>
    /// <exception cref="InvalidOperationException">Its type is not registered.</exception>
    public (string Type, byte[] Content) Write<TEvent>(TEvent message)
        where TEvent : notnull
    {
        if (!_events.TryGetValue(typeof(TEvent), out var published))
        {
            throw new InvalidOperationException(
                $"{typeof(TEvent).Name} is not registered. Add m.Publishes({typeof(TEvent).Name}.Type, …) to AddMessaging.");
        }

        return (published.Type, JsonSerializer.SerializeToUtf8Bytes(message, (JsonTypeInfo<TEvent>)published.Json));
    }

    /// <summary>True where an event of that wire name must wait until somebody subscribes.</summary>
    public bool NeedsSubscriber(string type) => _events.Values.Any(e => e.Type == type && e.NeedsSubscriber);

    private sealed record PublishedEvent(string Type, JsonTypeInfo Json, bool NeedsSubscriber);
}
