using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using Platform.Messaging.Storage;

namespace Platform.Messaging.Consuming;

/// <summary>Makes the effects of some events and the note that they were made one transaction.</summary>
internal abstract class InboxTransaction
{
    /// <summary>
    /// Calls <paramref name="effect"/> with the events that <paramref name="handler"/> has not handled before, if there are
    /// any, and says how many they were.
    /// </summary>
    public abstract Task<int> RunAsync(
        string handler,
        IReadOnlyList<ReceivedEvent> events,
        Func<IServiceProvider, IReadOnlyList<ReceivedEvent>, CancellationToken, Task> effect,
        CancellationToken cancellationToken);
}

internal sealed class InboxTransaction<TContext>(IServiceScopeFactory scopes) : InboxTransaction
    where TContext : DbContext
{
    public override async Task<int> RunAsync(
        string handler,
        IReadOnlyList<ReceivedEvent> events,
        Func<IServiceProvider, IReadOnlyList<ReceivedEvent>, CancellationToken, Task> effect,
        CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var strategy = scope.ServiceProvider.GetRequiredService<TContext>().Database.CreateExecutionStrategy();
        return await strategy.ExecuteAsync(
            new Work(handler, events, effect) { FirstScope = scope.ServiceProvider },
            operation: (_, work, ct) => TransientAsync(TryAsync(work, ct)),
            // The connection may be lost when the commit is already made: then the inbox rows are there.
            verifySucceeded: async (_, work, ct) => new ExecutionResult<int>(await IsCommittedAsync(work, ct), work.Fresh.Count),
            cancellationToken);
    }

    // A connection that breaks in SaveChanges is seen as a disposed transaction, when EF goes back to its savepoint, and
    // the strategy would take that for the handler's fault.
    private static async Task<int> TransientAsync(Task<int> attempt)
    {
        try
        {
            return await attempt;
        }
        catch (ObjectDisposedException error) when (error.InnerException is NpgsqlException broken)
        {
            ExceptionDispatchInfo.Throw(broken);
            throw;
        }
    }

    private async Task<int> TryAsync(Work work, CancellationToken cancellationToken)
    {
        if (work.FirstScope is { } first)
        {
            work.FirstScope = null;
            return await TryAsync(work, first, cancellationToken);
        }

        // A scope for each further try: nothing that a failed one tracked or remembered gets into the next.
        await using var scope = scopes.CreateAsyncScope();
        return await TryAsync(work, scope.ServiceProvider, cancellationToken);
    }

    private static async Task<int> TryAsync(Work work, IServiceProvider services, CancellationToken cancellationToken)
    {
        var context = services.GetRequiredService<TContext>();
        work.Fresh = [];
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        work.Fresh = await NoteAsync(context, transaction, work, cancellationToken);
        if (work.Fresh.Count > 0)
        {
            await work.Effect(services, work.Fresh, cancellationToken);
            // Nothing would go on after a failure here: a savepoint costs two round trips for every message.
            context.Database.AutoSavepointsEnabled = false;
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return work.Fresh.Count;
    }

    // Where another delivery of a message is being handled right now, this waits for its outcome.
    private static async Task<IReadOnlyList<ReceivedEvent>> NoteAsync(
        TContext context, IDbContextTransaction transaction, Work work, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO {MessagingTables.Inbox} (message_id, handler, handled_at)
            SELECT id, $2, now() FROM unnest($1) AS id ON CONFLICT DO NOTHING RETURNING message_id
            """,
            (NpgsqlConnection)context.Database.GetDbConnection(),
            (NpgsqlTransaction)transaction.GetDbTransaction())
        {
            Parameters = { Ids(work.Events), new() { Value = work.Handler } },
        };
        var noted = new HashSet<Guid>(work.Events.Count);
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                noted.Add(reader.GetGuid(0));
            }
        }

        // Remove, not Contains: the same message twice in one batch is handled once.
        return [.. work.Events.Where(e => noted.Remove(e.Envelope.Id))];
    }

    // All of them: one that another process handled meanwhile says nothing about this transaction.
    private async Task<bool> IsCommittedAsync(Work work, CancellationToken cancellationToken)
    {
        if (work.Fresh.Count == 0)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var ids = work.Fresh.Select(e => e.Envelope.Id).ToArray();
        return await scope.ServiceProvider.GetRequiredService<TContext>().Set<InboxMessage>()
            .CountAsync(row => ids.Contains(row.MessageId) && row.Handler == work.Handler, cancellationToken) == ids.Length;
    }

    // Sorted: two processes that got the same messages in another order wait for each other only one way round.
    private static NpgsqlParameter Ids(IReadOnlyList<ReceivedEvent> events)
    {
        var ids = events.Select(e => e.Envelope.Id).ToArray();
        Array.Sort(ids);
        return new NpgsqlParameter { Value = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };
    }

    private sealed class Work(
        string handler,
        IReadOnlyList<ReceivedEvent> events,
        Func<IServiceProvider, IReadOnlyList<ReceivedEvent>, CancellationToken, Task> effect)
    {
        public string Handler => handler;

        public IReadOnlyList<ReceivedEvent> Events => events;

        public Func<IServiceProvider, IReadOnlyList<ReceivedEvent>, CancellationToken, Task> Effect => effect;

        /// <summary>Where the strategy came from: good for one try.</summary>
        public IServiceProvider? FirstScope { get; set; }

        /// <summary>What the last try took as not handled before.</summary>
        public IReadOnlyList<ReceivedEvent> Fresh { get; set; } = [];
    }
}
