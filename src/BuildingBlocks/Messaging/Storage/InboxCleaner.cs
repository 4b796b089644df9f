using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Platform.Messaging.Storage;

/// <summary>Forgets messages that were handled longer ago than the retention. (Sent outbox rows are deleted by the relay.)</summary>
internal sealed class InboxCleaner(
    ServiceDatabase database,
    DatabaseReadiness readiness,
    TimeProvider time,
    IOptions<MessagingOptions> options,
    ILogger<InboxCleaner> logger)
    : Housekeeping(options.Value.CleaningInterval, readiness, time, logger)
{
    private const int BatchSize = 5_000;

    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        for (var deleted = BatchSize; deleted == BatchSize; total += deleted)
        {
            deleted = await DeleteBatchAsync(cancellationToken);
        }

        if (total > 0)
        {
            StorageLog.InboxCleaned(logger, total);
        }
    }

    private async Task<int> DeleteBatchAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        // SKIP LOCKED: replicas clean at the same time without waiting for each other.
        await using var command = new NpgsqlCommand(
            $"""
            WITH old AS MATERIALIZED (
                SELECT message_id, handler FROM {MessagingTables.Inbox}
                WHERE handled_at < now() - @retention
                ORDER BY handled_at LIMIT @count FOR UPDATE SKIP LOCKED)
            DELETE FROM {MessagingTables.Inbox} inbox USING old
            WHERE inbox.message_id = old.message_id AND inbox.handler = old.handler
            """,
            session.Connection);
        command.Parameters.AddWithValue("retention", options.Value.InboxRetention);
        command.Parameters.AddWithValue("count", BatchSize);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
