using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Platform.Messaging.Registration;

/// <summary>One version that an event is published in.</summary>
/// <param name="Type">Its name on the wire.</param>
/// <param name="Write">The event as this version's JSON.</param>
/// <param name="NeedsSubscriber">It waits until some queue takes it.</param>
internal sealed record PublishedVersion<TEvent>(string Type, Func<TEvent, byte[]> Write, bool NeedsSubscriber)
{
    public static PublishedVersion<TEvent> Of<TVersion>(
        string type, JsonTypeInfo<TVersion> json, Func<TEvent, TVersion> convert, bool needsSubscriber) =>
        new(type, message => JsonSerializer.SerializeToUtf8Bytes(convert(message), json), needsSubscriber);
}

/// <summary>An event in one version, as it is sent.</summary>
public readonly record struct WrittenEvent(string Type, byte[] Content);
