namespace Platform.Messaging;

/// <summary>
/// Publishes by adding a row to the service's DbContext of the same scope: the event goes out when, and only when, that
/// context's changes are committed.
/// </summary>
public interface IOutbox
{
    /// <summary>Adds an event to what the next SaveChanges stores.</summary>
    /// <param name="message">The event; its type was registered with <see cref="MessagingBuilder{TContext}.Publishes{TEvent}"/>.</param>
    /// <param name="subject">What it is about, such as an order's id: nothing personal, it is seen in traces.</param>
    /// <exception cref="InvalidOperationException">The type is not registered, or the event is larger than the limit.</exception>
    void Add<TEvent>(TEvent message, string? subject = null)
        where TEvent : notnull;
}
