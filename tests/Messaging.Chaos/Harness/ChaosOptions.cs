namespace Messaging.Chaos.Harness;

/// <summary>How a run is made.</summary>
/// <param name="Seed">The same seed makes the same strikes in the same order (not the same timing).</param>
/// <param name="EventsPerSecond">What the producer tries to make.</param>
/// <param name="MostPasses">
/// Fewer events than this pass a boundary before one is held there. Always holding the first would kill the same event again
/// and again, and the broker rightly takes an event that was there at twenty crashes for their cause.
/// </param>
/// <param name="Fault">A mistake to make on purpose.</param>
public sealed record ChaosOptions(int Seed = 1, int EventsPerSecond = 100, int MostPasses = 12, Fault Fault = Fault.None);
