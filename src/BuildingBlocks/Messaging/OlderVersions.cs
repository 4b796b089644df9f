using System.Text.Json.Serialization.Metadata;
using Platform.Messaging.Registration;
using Platform.Messaging.Topology;

namespace Platform.Messaging;

/// <summary>The older versions that an event is published in as well, for subscribers that have not moved on yet.</summary>
/// <typeparam name="TEvent">The event's contract, in the version that the service adds to the outbox.</typeparam>
public sealed class OlderVersions<TEvent>
    where TEvent : notnull
{
    private readonly PublishedVersion<TEvent> _newest;

    internal OlderVersions(PublishedVersion<TEvent> newest)
    {
        _newest = newest;
        All.Add(newest);
    }

    /// <summary>The newest first.</summary>
    internal List<PublishedVersion<TEvent>> All { get; } = [];

    /// <summary>
    /// Publishes an older version beside the new one, under the same id: a consumer that hears both, because it is moving
    /// from one to the other, has the effect once. Costs one more outbox row and one more message for each event.
    /// </summary>
    /// <param name="type">The older version's name on the wire: the same event, a lower version.</param>
    /// <param name="json">How it is written.</param>
    /// <param name="downcast">What the new version says in terms of the old one. Runs where the event is added, and must not fail.</param>
    /// <param name="needsSubscriber">
    /// True where those who must act on the event still take this version: then it waits until some queue takes it. Each
    /// version waits for itself; the newest one should not while nobody subscribes to it yet.
    /// </param>
    /// <exception cref="ArgumentException">It is another event, or no older version, or named twice.</exception>
    public OlderVersions<TEvent> AlsoAs<TOlder>(
        string type, JsonTypeInfo<TOlder> json, Func<TEvent, TOlder> downcast, bool needsSubscriber = false)
        where TOlder : notnull
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(downcast);
        EventType.RequireOlder(type, _newest.Type);
        if (All.Any(version => version.Type == type))
        {
            throw new ArgumentException($"'{type}' is registered twice.", nameof(type));
        }

        All.Add(PublishedVersion<TEvent>.Of(type, json, downcast, needsSubscriber));
        return this;
    }
}
