using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;
using Npgsql;

namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>What the database knows of a payment's customer and terminal at its time, in one round trip over two indexes.</summary>
public static class TransactionHistory
{
    // Held until the transaction ends: the next payment of the customer sees this one, whichever replica takes it. A
    // statement of its own, as a statement sees what was committed when it began, and it is the lock that waits.
    private const string Lock = $"SELECT pg_advisory_xact_lock({CustomerKey})";

    /// <summary>The key of a customer's lock ($1: the id). Ids have no slash: no other lock of this database has it.</summary>
    public const string CustomerKey = "hashtextextended('customer/' || $1, 0)";

    // A label counts from the time at which it became known, also when an older payment is scored late.
    private const string Windows = """
        SELECT EXISTS (SELECT FROM fraud.transactions WHERE id = $1), customer.*, terminal.*
        FROM (
            SELECT count(*) FILTER (WHERE at > $4)::int, coalesce(sum(base_amount) FILTER (WHERE at > $4), 0),
                   count(*) FILTER (WHERE at > $5)::int, coalesce(sum(base_amount) FILTER (WHERE at > $5), 0),
                   count(*) FILTER (WHERE at > $6)::int, coalesce(sum(base_amount) FILTER (WHERE at > $6), 0),
                   coalesce(max(base_amount) FILTER (WHERE at > $5), 0),
                   count(*) FILTER (WHERE genuine)::int, coalesce(sum(base_amount) FILTER (WHERE genuine), 0),
                   coalesce(max(base_amount) FILTER (WHERE genuine), 0)
            FROM (
                SELECT at, base_amount, at <= $8 AND (verdict = 'Chargeback' AND labelled_at <= $3) IS NOT TRUE AS genuine
                FROM fraud.transactions
                WHERE customer_id = $2 AND at > $11 AND at <= $3) AS payments) AS customer,
        (
            SELECT count(*) FILTER (WHERE at > $9)::int, count(*) FILTER (WHERE at > $9 AND fraud)::int,
                   count(*) FILTER (WHERE at > $10)::int, count(*) FILTER (WHERE at > $10 AND fraud)::int,
                   count(*)::int, count(*) FILTER (WHERE fraud)::int,
                   count(*) FILTER (WHERE at > last_other)::int, coalesce(sum(base_amount) FILTER (WHERE at > last_other), 0),
                   min(at) FILTER (WHERE at > last_other)
            FROM (
                SELECT at, base_amount, fraud, coalesce(max(at) FILTER (WHERE NOT fraud) OVER (), '-infinity') AS last_other
                FROM (
                    SELECT at, base_amount, (verdict = 'Chargeback' AND labelled_at <= $3) IS TRUE AS fraud
                    FROM fraud.transactions
                    WHERE terminal_id = $7 AND at > $11 AND at <= $8) AS labelled) AS payments) AS terminal
        """;

    /// <summary>Waits for its turn among the customer's payments, and reads.</summary>
    /// <param name="transaction">The one that the payment is decided in.</param>
    /// <param name="payment">Not yet stored.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<Past> BeforeAsync(NpgsqlTransaction transaction, Transaction payment, CancellationToken cancellationToken)
    {
        var seen = payment.At - FeatureWindows.LabelDelay;
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(Command(Lock, payment.CustomerId));
        batch.BatchCommands.Add(Command(
            Windows,
            payment.Id,
            payment.CustomerId,
            payment.At, payment.At - FeatureWindows.Day, payment.At - FeatureWindows.Week, payment.At - FeatureWindows.Month,
            payment.TerminalId,
            seen, seen - FeatureWindows.Day, seen - FeatureWindows.Week, seen - FeatureWindows.Month));

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return Past.Read(reader);
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value switch
            {
                string text => new NpgsqlParameter<string> { TypedValue = text },
                _ => new NpgsqlParameter<DateTimeOffset> { TypedValue = (DateTimeOffset)value },
            });
        }

        return command;
    }
}
