namespace Messaging.Chaos.Harness;

/// <summary>One kill.</summary>
/// <param name="Victim">Who.</param>
/// <param name="At">
/// Where events stand at that moment: one is held at each of these boundaries, so that one costly restart of a server counts
/// for several. None: at any moment.
/// </param>
public sealed record Strike(Victim Victim, IReadOnlyList<Boundary> At)
{
    /// <summary>The process that passes a boundary.</summary>
    public Victim HolderOf(Boundary boundary) => boundary switch
    {
        Boundary.StateWritten => Victim.Producer,
        // The same moment from two sides: the commit has returned to the producer, or the relay has the row in hand.
        Boundary.StateCommitted => Victim == Victim.Producer ? Victim.Producer : Victim.Relay,
        Boundary.Published or Boundary.Confirmed => Victim.Relay,
        _ => Victim.Consumer,
    };
}

/// <summary>A victim at a boundary.</summary>
public readonly record struct Cell(Victim Victim, Boundary Boundary);
