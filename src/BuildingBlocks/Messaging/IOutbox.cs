using Npgsql;

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

    /// <summary>Adds an event to a batch that the caller runs in the context's transaction: for rows that are written past EF.</summary>
    /// <param name="batch">It gets one statement more, or one for each version the event is published in.</param>
    /// <param name="message">As above.</param>
    /// <param name="subject">As above.</param>
    /// <exception cref="InvalidOperationException">As above.</exception>
    void Add<TEvent>(NpgsqlBatch batch, TEvent message, string? subject = null)
        where TEvent : notnull;

    /// <summary>
    /// Says that the context's transaction was committed by SQL, as in the batch of its last statements: the relay looks at once.
    /// Commits by EF are noticed; without either, the relay finds the event within its poll interval.
    /// </summary>
    void Committed();
}
