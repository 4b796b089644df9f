using System.Globalization;

namespace Platform.Messaging.Topology;

/// <summary>The names in the broker. They are part of the contract with operators: a rename leaves the old queue behind.</summary>
public static class QueueNames
{
    /// <summary>The topic exchange all events go through; the routing key is the event's type.</summary>
    public const string Exchange = "platform.events";

    /// <summary>The queue of a subscription: one for each service, event type and, where there are several, consumer.</summary>
    public static string Subscription(string service, string type, string? subscription = null) =>
        subscription is null ? $"{service}.{type}" : $"{service}.{type}.{subscription}";

    /// <summary>Where messages of a queue are parked when no further attempt is made.</summary>
    public static string Dead(string queue) => $"{queue}.dead";

    /// <summary>Where messages of a queue wait for their next attempt. The delay is in the name: a queue's TTL cannot change.</summary>
    public static string Retry(string queue, TimeSpan delay) =>
        string.Create(CultureInfo.InvariantCulture, $"{queue}.retry.{(long)delay.TotalMilliseconds}ms");
}
