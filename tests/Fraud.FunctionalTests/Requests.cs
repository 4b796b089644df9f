using System.Globalization;
using System.Net;
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

    public static JsonObject With(this JsonObject request, string member, JsonNode? value)
    {
        var changed = request.DeepClone().AsObject();
        changed[member] = value;
        return changed;
    }

    public static JsonObject Without(this JsonObject request, string member)
    {
        var changed = request.DeepClone().AsObject();
        changed.Remove(member);
        return changed;
    }

    public static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    public static string Id(this JsonObject transaction) => (string)transaction["transactionId"]!;

    public static async Task<JsonObject> ReadOkAsync(this HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>An RFC 9457 problem of that status; its errors name the member where one is given.</summary>
    public static async Task<JsonObject> ReadProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string? member = null)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, body);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(body)!.AsObject();
        ((int?)problem["status"]).ShouldBe((int)status, body);
        problem["title"].ShouldNotBeNull(body);
        if (member is not null)
        {
            problem["errors"].ShouldNotBeNull(body).AsObject().Select(error => error.Key)
                .ShouldContain(key => key.Contains(member, StringComparison.Ordinal), body);
        }

        return problem;
    }
}
