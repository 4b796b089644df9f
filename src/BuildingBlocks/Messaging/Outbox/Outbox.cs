using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Messaging.Registration;

namespace Platform.Messaging.Outbox;

internal sealed class Outbox<TContext>(
    TContext context, PublishedEvents published, OutboxSignal signal, IOptions<MessagingOptions> options, TimeProvider time) : IOutbox
    where TContext : DbContext
{
    public void Add<TEvent>(TEvent message, string? subject = null)
        where TEvent : notnull
    {
        foreach (var row in Rows(message, subject))
        {
            context.Add(row);
        }
    }

    public void Add<TEvent>(NpgsqlBatch batch, TEvent message, string? subject = null)
        where TEvent : notnull
    {
        foreach (var row in Rows(message, subject))
        {
            batch.BatchCommands.Add(OutboxStore.Insert(row));
        }
    }

    // An event in each version it is published in; what the context commits next wakes the relay.
    private OutboxMessage[] Rows<TEvent>(TEvent message, string? subject)
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
        signal.Mark(context, id);
        return
        [
            .. versions.Select(version => new OutboxMessage
            {
                Id = id,
                Type = version.Type,
                Subject = subject,
                Time = now,
                Content = version.Content,
                TraceParent = trace?.Id,
                TraceState = trace?.TraceStateString,
            }),
        ];
    }

    public void Committed() => signal.Committed(context);

    private void RequireSize(WrittenEvent version)
    {
        if (version.Content.Length > options.Value.MaximumMessageBytes)
        {
            throw new InvalidOperationException(
                $"An event '{version.Type}' has {version.Content.Length} bytes; {options.Value.MaximumMessageBytes} are allowed. Send a reference instead.");
        }
    }
}
