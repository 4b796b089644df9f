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
        var versions = published.Write(message);
        foreach (var version in versions)
        {
            RequireSize(version);
        }

        // One id for all versions: a consumer that hears two of them recognises the event.
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current : null;
        foreach (var version in versions)
        {
            context.Add(new OutboxMessage
            {
                Id = id,
                Type = version.Type,
                Subject = subject,
                Time = now,
                Content = version.Content,
                TraceParent = trace?.Id,
                TraceState = trace?.TraceStateString,
            });
        }

        signal.Mark(context, id);
    }

    private void RequireSize(WrittenEvent version)
    {
        if (version.Content.Length > options.Value.MaximumMessageBytes)
        {
            throw new InvalidOperationException(
                $"An event '{version.Type}' has {version.Content.Length} bytes; {options.Value.MaximumMessageBytes} are allowed. Send a reference instead.");
        }
    }
}
