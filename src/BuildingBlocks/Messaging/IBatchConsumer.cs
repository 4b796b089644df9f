namespace Platform.Messaging;

/// <summary>
/// Handles several events of one kind in one transaction: for consumers whose work is cheaper together, such as storing
/// rows. The same rules hold as for <see cref="IConsumer{TEvent}"/>.
/// </summary>
/// <remarks>
/// A batch is what happens to be waiting, up to the subscription's maximum: nobody waits for it to fill. When handling it
/// fails it is halved and tried again, until the message at fault is alone; the others have had their effect by then.
/// </remarks>
/// <typeparam name="TEvent">The event's contract.</typeparam>
public interface IBatchConsumer<TEvent>
{
    /// <summary>Makes the events' effects. SaveChanges is called afterwards.</summary>
    /// <param name="messages">One or more, each for the first time; in no order that could be relied on.</param>
    /// <param name="cancellationToken">Cancelled when the service has no more time to stop.</param>
    Task HandleAsync(IReadOnlyList<BatchItem<TEvent>> messages, CancellationToken cancellationToken);
}

/// <summary>An event of a batch, and what came with it.</summary>
public sealed record BatchItem<TEvent>(TEvent Message, MessageContext Context);
