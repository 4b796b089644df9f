namespace Platform.Messaging;

/// <summary>
/// Handles one kind of event. Resolved from a scope of its own, inside a transaction of the service's DbContext that
/// already holds the inbox row: what it adds or changes there is saved and committed together with that row.
/// </summary>
/// <remarks>
/// An attempt that fails is rolled back and made again, so every effect belongs in the context (including
/// <see cref="IOutbox"/>); a call to the outside may happen more than once.
/// </remarks>
/// <typeparam name="TEvent">The event's contract.</typeparam>
public interface IConsumer<in TEvent>
{
    /// <summary>Makes the event's effect. SaveChanges is called afterwards; calling it here as well is harmless.</summary>
    Task HandleAsync(TEvent message, MessageContext context, CancellationToken cancellationToken);
}
