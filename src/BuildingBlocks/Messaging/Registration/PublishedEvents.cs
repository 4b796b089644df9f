using System.Text.Json.Serialization.Metadata;
using Platform.Messaging.Topology;

namespace Platform.Messaging.Registration;

/// <summary>The events a service publishes: CLR type to wire names and serialisers.</summary>
public sealed class PublishedEvents
{
    // CLR type to PublishedVersion<thatType>[].
    private readonly Dictionary<Type, object> _events = [];
    private readonly Dictionary<string, bool> _needsSubscriber = [];

    /// <summary>True where the service publishes anything.</summary>
    public bool Any => _events.Count > 0;

    /// <summary>Adds an event, and the older versions it is published in as well.</summary>
    /// <exception cref="ArgumentException">
    /// A name is no event name, or the CLR type or a name is taken, or an older version is none.
    /// </exception>
    public void Add<TEvent>(
        string type, JsonTypeInfo<TEvent> json, bool needsSubscriber = false, Action<OlderVersions<TEvent>>? older = null)
        where TEvent : notnull
    {
        EventType.Require(type);
        var versions = new OlderVersions<TEvent>(PublishedVersion<TEvent>.Of(type, json, message => message, needsSubscriber));
        older?.Invoke(versions);

        if (_events.ContainsKey(typeof(TEvent)))
        {
            throw new ArgumentException($"{typeof(TEvent).Name} is registered twice.", nameof(type));
        }

        if (versions.All.Find(version => _needsSubscriber.ContainsKey(version.Type)) is { } taken)
        {
            throw new ArgumentException($"'{taken.Type}' is registered twice.", nameof(type));
        }

        _events.Add(typeof(TEvent), versions.All.ToArray());
        foreach (var version in versions.All)
        {
            _needsSubscriber.Add(version.Type, version.NeedsSubscriber);
        }
    }

    /// <summary>The wire name and the JSON of an event in each version it is published in, the newest first.</summary>
    /// <exception cref="InvalidOperationException">Its type is not registered.</exception>
    public IReadOnlyList<WrittenEvent> Write<TEvent>(TEvent message)
        where TEvent : notnull
    {
        if (!_events.TryGetValue(typeof(TEvent), out var versions))
        {
            throw new InvalidOperationException(
                $"{typeof(TEvent).Name} is not registered. Add m.Publishes({typeof(TEvent).Name}.Type, …) to AddMessaging.");
        }

        return Array.ConvertAll(
            (PublishedVersion<TEvent>[])versions, version => new WrittenEvent(version.Type, version.Write(message)));
    }

    /// <summary>True where an event of that wire name must wait until somebody subscribes.</summary>
    public bool NeedsSubscriber(string type) => _needsSubscriber.TryGetValue(type, out var needs) && needs;
}
