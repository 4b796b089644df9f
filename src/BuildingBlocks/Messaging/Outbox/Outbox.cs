using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Messaging.Registration;

namespace Platform.Messaging.Outbox;

internal sealed class Outbox<TContext>(
    TContext context, PublishedEvents published, OutboxSignal signal, IOptions<MessagingOptions> options, TimeProvider time) : IOutbox
    where TContext : DbContext
{
    public void Add<TEvent>(TEvent message, string? subject = null)
        where TEvent : notnull
    {
        var (type, content) = published.Write(message);
        if (content.Length > options.Value.MaximumMessageBytes)
        {
            throw new InvalidOperationException(
                $"An event '{type}' has {content.Length} bytes; {options.Value.MaximumMessageBytes} are allowed. Send a reference instead.");
        }

        var now = time.GetUtcNow();
        var trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current : null;
        context.Add(new OutboxMessage
        {
            Id = Guid.CreateVersion7(now),
            Type = type,
            Subject = subject,
            Time = now,
            Content = content,
            TraceParent = trace?.Id,
            TraceState = trace?.TraceStateString,
        });
        signal.Mark(context);
    }
}
