using Npgsql;
using Platform.Messaging.Storage;

namespace Platform.Messaging.DeadLetters;

/// <summary>The SQL of outbox rows that the relay gave up on.</summary>
internal static class UnsentEvents
{
    /// <summary>What the audit trail has in place of a queue.</summary>
    public const string Queue = "outbox";

    /// <summary>Why such a row is dead.</summary>
    public const string Reason = "refused";

    /// <summary>Newest first; an event with several versions is one.</summary>
    public static async Task<List<UnsentEvent>> ListAsync(
        NpgsqlConnection connection, PageCursor? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT id, array_agg(type ORDER BY type), max(subject), max(time), max(attempts), max(last_error), max(dead_at)
            FROM {MessagingTables.Outbox} WHERE dead_at IS NOT NULL
            GROUP BY id HAVING $1 IS NULL OR (max(dead_at), id) < ($1, $2)
            ORDER BY max(dead_at) DESC, id DESC LIMIT $3
            """,
            connection)
        {
            Parameters =
            {
                SqlParameter.Time(after?.At),
                SqlParameter.Id(after?.Id),
                new() { Value = limit },
            },
        };
        var events = new List<UnsentEvent>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(new UnsentEvent(
                reader.GetGuid(0),
                reader.GetFieldValue<string[]>(1),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.GetFieldValue<DateTimeOffset>(3),
                reader.GetInt32(4),
                reader.IsDBNull(5) ? null : reader.GetString(5),
                reader.GetFieldValue<DateTimeOffset>(6)));
        }

        return events;
    }

    /// <summary>Makes the dead rows of an event wait for the relay again; their types.</summary>
    public static Task<List<string>> ReviveAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid id, CancellationToken cancellationToken) =>
        TypesAsync(
            $"""
            UPDATE {MessagingTables.Outbox} SET dead_at = NULL, attempts = 0, due_at = NULL
            WHERE id = $1 AND dead_at IS NOT NULL RETURNING type
            """,
            connection,
            transaction,
            id,
            cancellationToken);

    /// <summary>Deletes the dead rows of an event; their types.</summary>
    public static Task<List<string>> DeleteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid id, CancellationToken cancellationToken) =>
        TypesAsync(
            $"DELETE FROM {MessagingTables.Outbox} WHERE id = $1 AND dead_at IS NOT NULL RETURNING type",
            connection,
            transaction,
            id,
            cancellationToken);

    private static async Task<List<string>> TypesAsync(
        string sql, NpgsqlConnection connection, NpgsqlTransaction transaction, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction) { Parameters = { new() { Value = id } } };
        var types = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            types.Add(reader.GetString(0));
        }

        return types;
    }
}
