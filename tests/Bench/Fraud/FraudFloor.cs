using System.Text.Json;
using Fraud.Api.Domain.Features;
using Fraud.Api.Features.ScoreTransaction;
using Npgsql;
using Platform.Inference;

namespace Platform.Bench.Fraud;

/// <summary>The same reading, the same ONNX call and the same rows, without HTTP, tokens, validation, rules, EF or events.</summary>
internal sealed class FraudFloor(NpgsqlDataSource database, ModelHost models, Payments payments)
{
    private const string Insert = "INSERT INTO fraud.transactions (id, customer_id, terminal_id, amount, base_amount, currency, at, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    // Everything a decision has, as constants where the cost is the same.
    private const string InsertDecision = """
        INSERT INTO fraud.decisions (transaction_id, model_name, model_version, model_sha256, feature_names, features, score,
            thresholds_review, thresholds_decline, outcome, by_model, reasons, findings, facts, decided_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0.1, 0.5, 'Approve', 'Approve', '[]', '[]', $8::jsonb, $9)
        """;

    private FeatureSet? _features;

    public async Task<bool> DecideAsync(CancellationToken cancellationToken)
    {
        var payment = Payments.Entity(payments.Next());
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var facts = (await TransactionHistory.BeforeAsync(transaction, payment, cancellationToken)).With(payment);
        using var lease = models.Lease();
        var features = _features ??= FeatureSet.Of(lease.Model.Manifest.Features.Select(feature => feature.Name));
        var vector = features.Vector(facts);
        var score = lease.Model.Score(vector);

        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(Command(
            Insert, payment.Id, payment.CustomerId, payment.TerminalId, payment.Amount, payment.BaseAmount, payment.Currency, payment.At, payment.RecordedAt));
        var stamp = lease.Model.Stamp;
        batch.BatchCommands.Add(Command(
            InsertDecision, payment.Id, stamp.Name, stamp.Version, stamp.Sha256, features.Names, vector, score, JsonSerializer.Serialize(facts), payment.At));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
