using System.Globalization;
using System.Text.Json.Nodes;

namespace Fraud.FunctionalTests;

/// <summary>Requests as clients write them.</summary>
internal static class Requests
{
    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static string NewId(string prefix = "t") => $"{prefix}-{Guid.CreateVersion7():N}";

    /// <summary>A small payment of a customer and at a terminal that nobody knows, some minutes ago.</summary>
    public static JsonObject Payment(
        string? id = null, string? customer = null, string? terminal = null, decimal amount = 25.50m, DateTimeOffset? at = null) => new()
        {
            ["transactionId"] = id ?? NewId(),
            ["customerId"] = customer ?? NewId("customer"),
            ["terminalId"] = terminal ?? NewId("terminal"),
            ["amount"] = amount,
            ["currency"] = "EUR",
            ["at"] = Text(at ?? Now.AddMinutes(-3)),
        };

    /// <summary>So large that the model finds it suspicious, whoever pays: the handbook's first scenario.</summary>
    public static JsonObject SuspiciousPayment(string? id = null) => Payment(id, amount: 900);

    public static JsonObject Label(string transactionId, string verdict = "chargeback", DateTimeOffset? at = null) => new()
    {
        ["transactionId"] = transactionId,
        ["verdict"] = verdict,
        ["at"] = Text(at ?? Now),
    };

    public static JsonObject PastLabel(string verdict, DateTimeOffset at) => new() { ["verdict"] = verdict, ["at"] = Text(at) };

    public static JsonObject Import(params JsonObject[] transactions) => new() { ["transactions"] = new JsonArray([.. transactions.Select(transaction => transaction.DeepClone())]) };

    public static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    public static string Id(this JsonObject transaction) => (string)transaction["transactionId"]!;
}
