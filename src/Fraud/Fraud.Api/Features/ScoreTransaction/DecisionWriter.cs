using System.Text.Json;
using System.Text.Json.Serialization;
using Fraud.Api.Data.Configurations;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Rules;
using Npgsql;
using NpgsqlTypes;

namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>
/// Stores a new payment and its decision as EF would (a test compares the rows), without its change tracker: that was the
/// dearest part of a decision.
/// </summary>
public static class DecisionWriter
{
    private const string InsertTransaction = """
        INSERT INTO fraud.transactions (
            id, order_id, customer_id, terminal_id, amount, currency, base_amount, at, recorded_at,
            details_channel, details_country, details_device_id, details_merchant_category, details_card_range)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """;

    private const string InsertDecision = """
        INSERT INTO fraud.decisions (
            transaction_id, model_name, model_version, model_sha256, facts, feature_names, features, score,
            thresholds_review, thresholds_decline, by_model, rule_set_version, findings, outcome, answered_as, reasons, decided_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """;

    /// <summary>Adds the statements to a batch that the caller runs.</summary>
    public static void Add(NpgsqlBatch batch, Transaction payment, Decision decision)
    {
        var details = payment.Details;
        batch.BatchCommands.Add(new NpgsqlBatchCommand(InsertTransaction)
        {
            Parameters =
            {
                Text(payment.Id),
                OrNull(payment.OrderId, NpgsqlDbType.Uuid),
                Text(payment.CustomerId),
                Text(payment.TerminalId),
                Of(payment.Amount),
                Text(payment.Currency),
                Of(payment.BaseAmount),
                Of(payment.At),
                Of(payment.RecordedAt),
                Text(details.Channel?.ToString()),
                Text(details.Country),
                Text(details.DeviceId),
                Text(details.MerchantCategory),
                Text(details.CardRange),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(InsertDecision)
        {
            Parameters =
            {
                Text(decision.TransactionId),
                Text(decision.Model.Name),
                Text(decision.Model.Version),
                Text(decision.Model.Sha256),
                Json(JsonSerializer.SerializeToUtf8Bytes(decision.Facts, FactsJson.Default.PointInTime)),
                Of(decision.FeatureNames),
                Of(decision.Features),
                Of(decision.Score),
                Of(decision.Thresholds.Review),
                Of(decision.Thresholds.Decline),
                Text(decision.ByModel.ToString()),
                OrNull(decision.RuleSetVersion, NpgsqlDbType.Integer),
                Json(JsonSerializer.SerializeToUtf8Bytes(decision.Findings, DecisionJson.Default.ListFinding)),
                Text(decision.Outcome.ToString()),
                Text(decision.AnsweredAs?.ToString()),
                Json(JsonSerializer.SerializeToUtf8Bytes(decision.Reasons, DecisionJson.Default.ListReason)),
                Of(decision.DecidedAt),
            },
        });
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter Text(string? value) => OrNull(value, NpgsqlDbType.Text);

    private static NpgsqlParameter<byte[]> Json(byte[] utf8) => new() { TypedValue = utf8, NpgsqlDbType = NpgsqlDbType.Jsonb };

    // Postgres must be told the type, which a null does not have.
    private static NpgsqlParameter OrNull(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}

/// <summary>Findings and reasons as EF writes and reads them.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(List<Finding>))]
[JsonSerializable(typeof(List<Reason>))]
internal sealed partial class DecisionJson : JsonSerializerContext;
