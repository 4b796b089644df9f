using Npgsql;
using Platform.Messaging.Storage;

namespace Platform.Messaging.DeadLetters;

/// <summary>The audit trail: rows are added with the deed they tell of, and never changed or deleted.</summary>
internal static class DeadLetterActions
{
    public const string Viewed = "viewed";
    public const string Redriven = "redriven";
    public const string Discarded = "discarded";

    private const string Columns = "id, at, actor, action, note, dead_letter_id, message_id, type, queue, reason";

    /// <summary>Writes them down, in the transaction of the deed.</summary>
    public static async Task AddAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IEnumerable<DeadLetterAction> actions, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var action in actions)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                $"INSERT INTO {MessagingTables.DeadLetterActions} ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
            {
                Parameters =
                {
                    new() { Value = action.Id },
                    new() { Value = action.At },
                    new() { Value = action.Actor },
                    new() { Value = action.Action },
                    SqlParameter.Text(action.Note),
                    new() { Value = action.DeadLetterId },
                    SqlParameter.Text(action.MessageId),
                    SqlParameter.Text(action.Type),
                    new() { Value = action.Queue },
                    new() { Value = action.Reason },
                },
            });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Newest first: the ids are in order of time.</summary>
    public static async Task<List<DeadLetterAction>> ListAsync(
        NpgsqlConnection connection, Guid? deadLetterId, Guid? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT {Columns} FROM {MessagingTables.DeadLetterActions}
            WHERE ($1 IS NULL OR dead_letter_id = $1) AND ($2 IS NULL OR id < $2)
            ORDER BY id DESC LIMIT $3
            """,
            connection)
        {
            Parameters =
            {
                SqlParameter.Id(deadLetterId),
                SqlParameter.Id(after),
                new() { Value = limit },
            },
        };
        var actions = new List<DeadLetterAction>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            actions.Add(new DeadLetterAction
            {
                Id = reader.GetGuid(0),
                At = reader.GetFieldValue<DateTimeOffset>(1),
                Actor = reader.GetString(2),
                Action = reader.GetString(3),
                Note = reader.IsDBNull(4) ? null : reader.GetString(4),
                DeadLetterId = reader.GetGuid(5),
                MessageId = reader.IsDBNull(6) ? null : reader.GetString(6),
                Type = reader.IsDBNull(7) ? null : reader.GetString(7),
                Queue = reader.GetString(8),
                Reason = reader.GetString(9),
            });
        }

        return actions;
    }
}
