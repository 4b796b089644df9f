using Fraud.Api.Data.Files;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Imports;
using Npgsql;
using NpgsqlTypes;

namespace Fraud.Api.Features.RunImport;

/// <param name="Imported">New payments.</param>
/// <param name="Known">Known with the same content.</param>
/// <param name="Labelled">Of these, those that got a label.</param>
/// <param name="Conflicts">Known with another content.</param>
public sealed record StoredBatch(int Imported, int Known, int Labelled, IReadOnlyList<RowError> Conflicts);

/// <summary>
/// Stores payments by COPY into a table of the session's own (temporary: no write-ahead log, gone with the session) and from
/// there where they are not known yet. To be called inside a transaction.
/// </summary>
internal sealed class BatchWriter(NpgsqlConnection connection, ColumnMap columns)
{
    private const string Create = """
        CREATE TEMPORARY TABLE IF NOT EXISTS import_rows (
            line bigint, id text, customer_id text, terminal_id text, amount numeric, currency text, base_amount numeric, at timestamptz,
            channel text, country text, device_id text, merchant_category text, card_range text, verdict text, labelled_at timestamptz)
        ON COMMIT DELETE ROWS
        """;

    private const string Copy = "COPY import_rows FROM STDIN (FORMAT BINARY)";

    // Who labelled what, in the statement that labels.
    private const string WriteDown = """
        INSERT INTO fraud.label_history (transaction_id, verdict, at, recorded_at, actor, source) SELECT id, verdict, labelled_at
        """;

    private const string Insert = $"""
        WITH stored AS (
            INSERT INTO fraud.transactions (
                id, customer_id, terminal_id, amount, currency, base_amount, at, details_channel, details_country, details_device_id,
                details_merchant_category, details_card_range, verdict, labelled_at, recorded_at)
            SELECT id, customer_id, terminal_id, amount, currency, base_amount, at, channel, country, device_id,
                   merchant_category, card_range, verdict, labelled_at, $1
            FROM import_rows ORDER BY line
            ON CONFLICT (id) DO NOTHING
            RETURNING id, verdict, labelled_at),
        written AS ({WriteDown}, $1, $2, 'Import' FROM stored WHERE verdict IS NOT NULL)
        SELECT count(*) FROM stored
        """;

    // A batch looks its ids up. The planner knows nothing of the temporary table, and would read all payments for it.
    private const string ByIndex = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off";

    // What the file does not say cannot stand against what is known.
    private const string Differs = """
        CASE WHEN known.customer_id <> told.customer_id THEN 'customer'
             WHEN known.terminal_id <> told.terminal_id THEN 'terminal'
             WHEN known.amount <> told.amount THEN 'amount'
             WHEN known.currency <> told.currency THEN 'currency'
             WHEN known.at <> told.at THEN 'at'
             WHEN $1 AND known.details_channel IS DISTINCT FROM told.channel THEN 'channel'
             WHEN $2 AND known.details_country IS DISTINCT FROM told.country THEN 'country'
             WHEN $3 AND known.details_device_id IS DISTINCT FROM told.device_id THEN 'device'
             WHEN $4 AND known.details_merchant_category IS DISTINCT FROM told.merchant_category THEN 'merchant-category'
             WHEN $5 AND known.details_card_range IS DISTINCT FROM told.card_range THEN 'card-range' END
        """;

    private const string Conflicts = $"""
        SELECT line, field, id
        FROM (SELECT told.line, told.id, {Differs} AS field FROM import_rows told JOIN fraud.transactions known ON known.id = told.id) AS compared
        WHERE field IS NOT NULL ORDER BY line
        """;

    // A label whose time is an assumption fills a gap; one whose time is given corrects an earlier one.
    private const string Label = $"""
        WITH labelled AS (
            UPDATE fraud.transactions known SET verdict = told.verdict, labelled_at = told.labelled_at
            FROM (SELECT DISTINCT ON (id) * FROM import_rows WHERE verdict IS NOT NULL ORDER BY id, labelled_at DESC, line) AS told
            WHERE known.id = told.id AND {Differs} IS NULL
              AND (known.labelled_at IS NULL OR ($6 AND told.labelled_at > known.labelled_at))
            RETURNING known.id, known.verdict, known.labelled_at),
        written AS ({WriteDown}, $7, $8, 'Import' FROM labelled)
        SELECT count(*) FROM labelled
        """;

    public static async Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var create = new NpgsqlCommand(Create, connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<StoredBatch> StoreAsync(IReadOnlyList<PastPayment> payments, LabelAuthor author, CancellationToken cancellationToken)
    {
        if (payments.Count == 0)
        {
            return new StoredBatch(0, 0, 0, []);
        }

        await CopyAsync(payments, cancellationToken);
        await using var insert = new NpgsqlCommand(Insert, connection) { Parameters = { new() { Value = author.RecordedAt }, new() { Value = author.Actor } } };
        var imported = await CountAsync(insert, cancellationToken);
        if (imported == payments.Count)
        {
            return new StoredBatch(imported, 0, 0, []);
        }

        await using var plan = new NpgsqlCommand(ByIndex, connection);
        await plan.ExecuteNonQueryAsync(cancellationToken);
        var conflicts = await ConflictsAsync(cancellationToken);
        await using var label = Comparing(Label);
        label.Parameters.Add(new() { Value = columns.Has(ImportField.LabelledAt) });
        label.Parameters.Add(new() { Value = author.RecordedAt });
        label.Parameters.Add(new() { Value = author.Actor });
        var labelled = await CountAsync(label, cancellationToken);
        return new StoredBatch(imported, payments.Count - imported - conflicts.Count, labelled, conflicts);
    }

    private static async Task<int> CountAsync(NpgsqlCommand command, CancellationToken cancellationToken) =>
        (int)(long)(await command.ExecuteScalarAsync(cancellationToken))!;

    private async Task CopyAsync(IReadOnlyList<PastPayment> payments, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(Copy, cancellationToken);
        foreach (var payment in payments)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(payment.Line, cancellationToken);
            await copy.WriteAsync(payment.Id, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(payment.CustomerId, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(payment.TerminalId, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(payment.Amount, NpgsqlDbType.Numeric, cancellationToken);
            await copy.WriteAsync(payment.Currency, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(payment.BaseAmount, NpgsqlDbType.Numeric, cancellationToken);
            await copy.WriteAsync(payment.At, NpgsqlDbType.TimestampTz, cancellationToken);
            await WriteAsync(copy, payment.Details.Channel?.ToString(), cancellationToken);
            await WriteAsync(copy, payment.Details.Country, cancellationToken);
            await WriteAsync(copy, payment.Details.DeviceId, cancellationToken);
            await WriteAsync(copy, payment.Details.MerchantCategory, cancellationToken);
            await WriteAsync(copy, payment.Details.CardRange, cancellationToken);
            await WriteAsync(copy, payment.Verdict?.ToString(), cancellationToken);
            if (payment.LabelledAt is { } labelledAt)
            {
                await copy.WriteAsync(labelledAt, NpgsqlDbType.TimestampTz, cancellationToken);
            }
            else
            {
                await copy.WriteNullAsync(cancellationToken);
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken cancellationToken) =>
        text is null ? copy.WriteNullAsync(cancellationToken) : copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);

    private async Task<List<RowError>> ConflictsAsync(CancellationToken cancellationToken)
    {
        var conflicts = new List<RowError>();
        await using var compare = Comparing(Conflicts);
        await using var reader = await compare.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            conflicts.Add(new RowError(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), "differs from the payment that is known by this id"));
        }

        return conflicts;
    }

    private NpgsqlCommand Comparing(string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var field in (ImportField[])[
            ImportField.Channel, ImportField.Country, ImportField.Device, ImportField.MerchantCategory, ImportField.CardRange])
        {
            command.Parameters.Add(new() { Value = columns.Has(field) });
        }

        return command;
    }
}
