using Npgsql;
using Platform.Messaging.Storage;

namespace Platform.Messaging.DeadLetters;

/// <summary>The SQL of dead letters.</summary>
internal static class DeadLetterStore
{
    private const string Summary =
        "id, queue, reason, detail, exception_type, attempts, trace_id, first_failed_at, last_failed_at, parked_at, message_id, type, source";

    private const string Whole = Summary + ", properties, content";

    /// <summary>Adds one; false where it is there already, or was dealt with before this repeated delivery of it.</summary>
    public static async Task<bool> AddAsync(
        NpgsqlConnection connection, DeadLetter letter, bool redelivered, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO {MessagingTables.DeadLetters} ({Whole})
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, now(), $10, $11, $12, $13, $14
            WHERE NOT ($15 AND EXISTS (
                SELECT 1 FROM {MessagingTables.DeadLetterActions} a
                WHERE a.dead_letter_id = $1 AND a.action IN ('{DeadLetterActions.Redriven}', '{DeadLetterActions.Discarded}')))
            ON CONFLICT DO NOTHING
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = letter.Id },
                new() { Value = letter.Queue },
                new() { Value = letter.Reason },
                SqlParameter.Text(letter.Detail),
                SqlParameter.Text(letter.ExceptionType),
                new() { Value = letter.Attempts },
                SqlParameter.Text(letter.TraceId),
                SqlParameter.Time(letter.FirstFailedAt),
                SqlParameter.Time(letter.LastFailedAt),
                SqlParameter.Text(letter.MessageId),
                SqlParameter.Text(letter.Type),
                SqlParameter.Text(letter.Source),
                new() { Value = letter.Properties },
                new() { Value = letter.Content },
                new() { Value = redelivered },
            },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Newest first, without properties and content.</summary>
    public static async Task<List<DeadLetter>> ListAsync(
        NpgsqlConnection connection, DeadLetterFilter filter, PageCursor? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT {Summary} FROM {MessagingTables.DeadLetters}
            WHERE ($1 IS NULL OR queue = $1) AND ($2 IS NULL OR reason = $2)
              AND ($3 IS NULL OR (parked_at, id) < ($3, $4))
            ORDER BY parked_at DESC, id DESC LIMIT $5
            """,
            connection)
        {
            Parameters = { SqlParameter.Text(filter.Queue), SqlParameter.Text(filter.Reason), SqlParameter.Time(after?.At), SqlParameter.Id(after?.Id), new() { Value = limit } },
        };
        return await ReadAsync(command, whole: false, cancellationToken);
    }

    /// <summary>One, with everything; null where there is none. Within a transaction it is locked until that ends.</summary>
    public static async Task<DeadLetter?> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Whole} FROM {MessagingTables.DeadLetters} WHERE id = $1 {(transaction is null ? "" : "FOR UPDATE")}",
            connection,
            transaction)
        {
            Parameters = { new() { Value = id } },
        };
        return (await ReadAsync(command, whole: true, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Locks the oldest that a redrive may take: parked before it began, not locked by another one.</summary>
    public static async Task<List<DeadLetter>> TakeAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        DeadLetterFilter filter,
        string[] queues,
        PageCursor after,
        DateTimeOffset before,
        int limit,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT {Whole} FROM {MessagingTables.DeadLetters}
            WHERE ($1 IS NULL OR queue = $1) AND ($2 IS NULL OR reason = $2) AND queue = ANY($3)
              AND (parked_at, id) > ($4, $5) AND parked_at <= $6
            ORDER BY parked_at, id LIMIT $7 FOR UPDATE SKIP LOCKED
            """,
            connection,
            transaction)
        {
            Parameters =
            {
                SqlParameter.Text(filter.Queue),
                SqlParameter.Text(filter.Reason),
                new() { Value = queues },
                SqlParameter.Time(after.At),
                SqlParameter.Id(after.Id),
                SqlParameter.Time(before),
                new() { Value = limit },
            },
        };
        return await ReadAsync(command, whole: true, cancellationToken);
    }

    /// <summary>How many there are by queue and reason.</summary>
    public static async Task<List<DeadLetterCount>> CountAsync(
        NpgsqlConnection connection, DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT queue, reason, count(*) FROM {MessagingTables.DeadLetters}
            WHERE ($1 IS NULL OR queue = $1) AND ($2 IS NULL OR reason = $2)
            GROUP BY queue, reason ORDER BY queue, reason
            """,
            connection)
        {
            Parameters = { SqlParameter.Text(filter.Queue), SqlParameter.Text(filter.Reason) },
        };
        var counts = new List<DeadLetterCount>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            counts.Add(new DeadLetterCount(reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
        }

        return counts;
    }

    /// <summary>Deletes them; those of an open transaction's locks are all there.</summary>
    public static async Task DeleteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"DELETE FROM {MessagingTables.DeadLetters} WHERE id = ANY($1)", connection, transaction)
        {
            Parameters = { new() { Value = ids.ToArray() } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<DeadLetter>> ReadAsync(NpgsqlCommand command, bool whole, CancellationToken cancellationToken)
    {
        var letters = new List<DeadLetter>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            letters.Add(new DeadLetter
            {
                Id = reader.GetGuid(0),
                Queue = reader.GetString(1),
                Reason = reader.GetString(2),
                Detail = Value<string>(reader, 3),
                ExceptionType = Value<string>(reader, 4),
                Attempts = reader.GetInt32(5),
                TraceId = Value<string>(reader, 6),
                FirstFailedAt = Value<DateTimeOffset?>(reader, 7),
                LastFailedAt = Value<DateTimeOffset?>(reader, 8),
                ParkedAt = reader.GetFieldValue<DateTimeOffset>(9),
                MessageId = Value<string>(reader, 10),
                Type = Value<string>(reader, 11),
                Source = Value<string>(reader, 12),
                Properties = whole ? reader.GetString(13) : "",
                Content = whole ? reader.GetFieldValue<byte[]>(14) : [],
            });
        }

        return letters;
    }

    private static T? Value<T>(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? default : reader.GetFieldValue<T>(column);
}
