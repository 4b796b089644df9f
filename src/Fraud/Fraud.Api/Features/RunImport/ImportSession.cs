using System.Data;
using Fraud.Api.Data;
using Fraud.Api.Data.Files;
using Fraud.Api.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Fraud.Api.Features.RunImport;

/// <summary>
/// One worker's session in the database. Who works on an import holds an advisory lock of the session, which ends with it,
/// however the worker ends. No command here is retried: what is lost with a session is read again in the next one.
/// </summary>
public sealed class ImportSession(FraudDbContext database) : IAsyncDisposable
{
    private const string Key = "hashtextextended('fraud.import:' || $1, 0)";

    public NpgsqlConnection Connection => (NpgsqlConnection)database.Database.GetDbConnection();

    public bool IsAlive => Connection.State == ConnectionState.Open;

    public Task OpenAsync(CancellationToken cancellationToken) => database.Database.OpenConnectionAsync(cancellationToken);

    /// <summary>Imports to be read, those that did not fail lately first.</summary>
    public async Task<IReadOnlyList<Guid>> ToReadAsync(CancellationToken cancellationToken) =>
        await database.Imports
            .Where(import => import.State == ImportState.Waiting || import.State == ImportState.Running)
            .OrderBy(import => import.Attempts).ThenBy(import => import.StartedAt)
            .Select(import => import.Id)
            .ToListAsync(cancellationToken);

    public async Task<bool> TryLockAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT pg_try_advisory_lock({Key})", id.ToString());
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Lets others have it; a session that is lost has done so.</summary>
    public async Task UnlockAsync(Guid id)
    {
        if (IsAlive)
        {
            await using var command = Command($"SELECT pg_advisory_unlock({Key})", id.ToString());
            await command.ExecuteScalarAsync(CancellationToken.None);
        }
    }

    /// <summary>Begins another run of an import; null when it has ended meanwhile.</summary>
    public async Task<HistoryImport?> BeginAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = Command(
            "UPDATE fraud.imports SET state = 'Running', attempts = attempts + 1 WHERE id = $1 AND state IN ('Waiting', 'Running')", id);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1
            ? await database.Imports.AsNoTracking().SingleAsync(import => import.Id == id, cancellationToken)
            : null;
    }

    public async Task<(long Start, byte[] Bytes)> ChunkAsync(Guid id, long position, CancellationToken cancellationToken)
    {
        await using var command = Command(
            "SELECT start, content FROM fraud.import_chunks WHERE import_id = $1 AND start <= $2 ORDER BY start DESC LIMIT 1", id, position);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : (0, []);
    }

    /// <summary>Holds an import for the rest of the transaction. False when it was cancelled, or another worker went on with it.</summary>
    public async Task<bool> HoldAsync(HistoryImport import, CancellationToken cancellationToken)
    {
        await using var command = Command(
            "SELECT FROM fraud.imports WHERE id = $1 AND state = 'Running' AND rows = $2 FOR UPDATE", import.Id, import.Rows);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken);
    }

    /// <summary>Writes down how far an import is. What ended needs its bytes no more.</summary>
    public async Task SaveAsync(HistoryImport import, CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            UPDATE fraud.imports SET rows = $2, consumed = $3, imported = $4, known = $5, labelled = $6, rejected = $7, errors_kept = $8,
                   state = $9, changed_at = $10, attempts = $11 WHERE id = $1
            """,
            import.Id, import.Rows, import.Consumed, import.Imported, import.Known, import.Labelled, import.Rejected, import.ErrorsKept,
            import.State.ToString(), import.ChangedAt, import.Attempts);
        await command.ExecuteNonQueryAsync(cancellationToken);
        if (!import.IsOpen)
        {
            await using var end = Command(
                "UPDATE fraud.imports SET ended_at = $2, failure = nullif($3, '') WHERE id = $1", import.Id, import.ChangedAt, import.Failure ?? "");
            await end.ExecuteNonQueryAsync(cancellationToken);
            await using var delete = Command("DELETE FROM fraud.import_chunks WHERE import_id = $1", import.Id);
            await delete.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public async Task AddErrorsAsync(Guid id, IReadOnlyCollection<RowError> errors, CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            INSERT INTO fraud.import_errors (import_id, line, "column", transaction_id, reason)
            SELECT $1, line, field, nullif(id, ''), reason FROM unnest($2, $3, $4, $5) AS error (line, field, id, reason)
            ON CONFLICT DO NOTHING
            """,
            id,
            errors.Select(error => error.Line).ToArray(),
            errors.Select(error => error.Column).ToArray(),
            errors.Select(error => error.TransactionId ?? "").ToArray(),
            errors.Select(error => error.Reason).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync() => await database.Database.CloseConnectionAsync();

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, Connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
