namespace Messaging.Chaos;

/// <summary>A mistake made on purpose, to prove that the harness sees what it looks for.</summary>
public enum Fault
{
    /// <summary>As shipped.</summary>
    None,

    /// <summary>The consumer acknowledges what it has not handled yet: events get lost.</summary>
    AcknowledgesFirst,

    /// <summary>The inbox remembers nothing: effects happen twice.</summary>
    ForgetsItsInbox,

    /// <summary>The event is committed before its state: effects of what never was.</summary>
    AnnouncesFirst,

    /// <summary>The consumer's process ends at one of the events, whenever it meets it.</summary>
    DiesOfOneEvent,
}
