namespace Messaging.Chaos;

/// <summary>The moments a crash can fall on, in the order in which an event passes them.</summary>
public enum Boundary
{
    /// <summary>After the state is written and before the commit.</summary>
    StateWritten = 1,

    /// <summary>After the commit and before the publish.</summary>
    StateCommitted = 2,

    /// <summary>After the publish and before the confirm.</summary>
    Published = 3,

    /// <summary>After the confirm and before the outbox row goes.</summary>
    Confirmed = 4,

    /// <summary>After the delivery and before the effect.</summary>
    Delivered = 5,

    /// <summary>After the effect and before the commit.</summary>
    EffectWritten = 6,

    /// <summary>After the commit and before the ack.</summary>
    EffectCommitted = 7,
}
