using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Messaging.Storage;

namespace Platform.Messaging.Consuming;

/// <summary>Makes the effect of a message and the note that it was made one transaction.</summary>
internal abstract class InboxTransaction
{
    /// <summary>False, without calling <paramref name="effect"/>, where the message was handled before.</summary>
    public abstract Task<bool> RunAsync(
        Guid messageId, string handler, Func<IServiceProvider, CancellationToken, Task> effect, CancellationToken cancellationToken);
}

internal sealed class InboxTransaction<TContext>(IServiceScopeFactory scopes) : InboxTransaction
    where TContext : DbContext
{
    public override async Task<bool> RunAsync(
        Guid messageId, string handler, Func<IServiceProvider, CancellationToken, Task> effect, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var strategy = scope.ServiceProvider.GetRequiredService<TContext>().Database.CreateExecutionStrategy();
        return await strategy.ExecuteAsync(
            new Work(messageId, handler, effect),
            operation: (_, work, ct) => TryAsync(work, ct),
            // The connection may be lost when the commit is already made: then its inbox row is there.
            verifySucceeded: async (_, work, ct) => new ExecutionResult<bool>(await IsHandledAsync(work, ct), true),
            cancellationToken);
    }

    // A scope for each try: nothing that a failed one tracked or remembered gets into the next.
    private async Task<bool> TryAsync(Work work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await NoteAsync(context, transaction, work, cancellationToken))
        {
            return false;
        }

        await work.Effect(scope.ServiceProvider, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // Where another delivery of the message is being handled right now, this waits for its outcome.
    private static async Task<bool> NoteAsync(
        TContext context, IDbContextTransaction transaction, Work work, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"INSERT INTO {MessagingTables.Inbox} (message_id, handler, handled_at) VALUES ($1, $2, now()) ON CONFLICT DO NOTHING",
            (NpgsqlConnection)context.Database.GetDbConnection(),
            (NpgsqlTransaction)transaction.GetDbTransaction())
        {
            Parameters = { new() { Value = work.MessageId }, new() { Value = work.Handler } },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private async Task<bool> IsHandledAsync(Work work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TContext>().Set<InboxMessage>()
            .AnyAsync(row => row.MessageId == work.MessageId && row.Handler == work.Handler, cancellationToken);
    }

    private sealed record Work(Guid MessageId, string Handler, Func<IServiceProvider, CancellationToken, Task> Effect);
}
