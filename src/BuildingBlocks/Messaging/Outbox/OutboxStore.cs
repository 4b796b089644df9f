using Npgsql;
using Platform.Messaging.Storage;

namespace Platform.Messaging.Outbox;

/// <summary>The outbox's SQL. Due times and ages are by the database's clock, so replicas agree on them.</summary>
internal static class OutboxStore
{
    // The relay's commits need not wait for the disk: a row that a crash brings back is sent again, as any other that was sent
    // and not deleted.
    private const string DoNotWait = "SET LOCAL synchronous_commit = off";

    private const string Columns = "id, type, subject, time, content, trace_parent, trace_state, written_at, attempts";

    private static readonly string Take =
        $"""
        WITH due AS MATERIALIZED (
            SELECT id, type FROM {MessagingTables.Outbox}
            WHERE id >= $1 AND dead_at IS NULL AND (due_at IS NULL OR due_at <= now())
            ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
        DELETE FROM {MessagingTables.Outbox} USING due WHERE outbox.id = due.id AND outbox.type = due.type
        RETURNING {string.Join(", ", Columns.Split(", ").Select(c => "outbox." + c))}
        """;

    /// <summary>The statement that writes a new event down, as EF does.</summary>
    public static NpgsqlBatchCommand Insert(OutboxMessage row) => Command(
        $"INSERT INTO {MessagingTables.Outbox} (id, type, subject, time, content, trace_parent, trace_state, attempts) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
        row);

    /// <summary>
    /// Takes the oldest due rows out of the table: gone when the transaction commits, back as they were when it does not.
    /// Other relays skip them meanwhile. Deleting at once saves a second statement for the usual case, in which all are sent.
    /// </summary>
    /// <param name="from">
    /// The least id to look at. Rows that were deleted stay in the index until Postgres cleans up, and a look at the whole
    /// table walks over them: too dear to do at every commit.
    /// </param>
    public static async Task<List<OutboxMessage>> TakeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid from, int count, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(DoNotWait),
                new NpgsqlBatchCommand(Take) { Parameters = { new() { Value = from }, new() { Value = count } } },
            },
        };

        var rows = new List<OutboxMessage>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new OutboxMessage
            {
                Id = reader.GetGuid(0),
                Type = reader.GetString(1),
                Subject = reader.IsDBNull(2) ? null : reader.GetString(2),
                Time = reader.GetFieldValue<DateTimeOffset>(3),
                Content = reader.GetFieldValue<byte[]>(4),
                TraceParent = reader.IsDBNull(5) ? null : reader.GetString(5),
                TraceState = reader.IsDBNull(6) ? null : reader.GetString(6),
                WrittenAt = reader.GetFieldValue<DateTimeOffset>(7),
                Attempts = reader.GetInt32(8),
            });
        }

        // DELETE returns in no order.
        rows.Sort((a, b) => a.Time.CompareTo(b.Time));
        return rows;
    }

    /// <summary>Puts rows back that were not sent, in the same transaction and in one round trip.</summary>
    public static async Task PutBackAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<UnsentMessage> unsent, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var (row, attempts, delay, error, dead) in unsent)
        {
            batch.BatchCommands.Add(Command(
                $"""
                INSERT INTO {MessagingTables.Outbox} ({Columns}, due_at, last_error, dead_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + $10, $11, CASE WHEN $12 THEN now() END)
                """,
                row,
                new() { Value = row.WrittenAt },
                new() { Value = attempts },
                SqlParameter.Interval(delay),
                SqlParameter.Text(error),
                new() { Value = dead }));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What waits, for the gauges.</summary>
    public static async Task<OutboxState> MeasureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT count(*) FILTER (WHERE dead_at IS NULL),
                   coalesce(now() - min(written_at) FILTER (WHERE dead_at IS NULL), interval '0'),
                   count(*) FILTER (WHERE dead_at IS NOT NULL)
            FROM {MessagingTables.Outbox}
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new OutboxState(reader.GetInt64(0), reader.GetTimeSpan(1), reader.GetInt64(2));
    }

    // $1 to $7 are the event itself.
    private static NpgsqlBatchCommand Command(string sql, OutboxMessage row, params NpgsqlParameter[] more)
    {
        var command = new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                new() { Value = row.Id },
                new() { Value = row.Type },
                SqlParameter.Text(row.Subject),
                new() { Value = row.Time },
                new() { Value = row.Content },
                SqlParameter.Text(row.TraceParent),
                SqlParameter.Text(row.TraceState),
            },
        };
        foreach (var parameter in more)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

/// <summary>A row to put back.</summary>
/// <param name="Row">As it was taken.</param>
/// <param name="Attempts">Refusals so far.</param>
/// <param name="Delay">Until the next attempt; null is at once.</param>
/// <param name="Error">Why it was refused.</param>
/// <param name="Dead">No further attempt.</param>
internal sealed record UnsentMessage(OutboxMessage Row, int Attempts, TimeSpan? Delay, string? Error, bool Dead);
