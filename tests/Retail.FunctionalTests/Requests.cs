using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Retail.FunctionalTests;

/// <summary>Requests as clients write them.</summary>
internal static class Requests
{
    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static string NewId(string prefix) => $"{prefix}-{Guid.CreateVersion7():N}";

    public static JsonObject Item(string? id = null, decimal price = 2.50m, bool available = true) => new()
    {
        ["id"] = id ?? NewId("item"),
        ["title"] = "White hanging heart",
        ["price"] = price,
        ["currency"] = "GBP",
        ["available"] = available,
    };

    public static JsonObject Catalogue(params JsonObject[] items) => new() { ["items"] = Copies(items) };

    public static JsonObject Purchase(string shopperId, string itemId, int daysAgo = 1) => Entry(shopperId, itemId, "purchase", daysAgo);

    public static JsonObject Entry(string shopperId, string itemId, string kind, int daysAgo = 1) => new()
    {
        ["feedbackId"] = NewId("feedback"),
        ["shopperId"] = shopperId,
        ["itemId"] = itemId,
        ["kind"] = kind,
        ["at"] = Now.AddDays(-daysAgo).ToString("O", CultureInfo.InvariantCulture),
    };

    public static JsonObject Feedback(params JsonObject[] entries) => new() { ["feedback"] = Copies(entries) };

    public static JsonObject Order(string shopperId, params string[] itemIds) => new()
    {
        ["orderKey"] = NewId("key"),
        ["shopperId"] = shopperId,
        ["currency"] = "GBP",
        ["lines"] = Copies([.. itemIds.Select(itemId => Line(itemId))]),
    };

    public static JsonObject Line(string itemId, int quantity = 1) => new() { ["itemId"] = itemId, ["quantity"] = quantity };

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

    public static Guid OrderId(this JsonObject order) => (Guid)order["orderId"]!;

    public static string[] ItemIds(this JsonObject list) => [.. list["items"]!.AsArray().Select(item => (string)item!["itemId"]!)];

    public static async Task<JsonObject> ReadOkAsync(this HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>An RFC 9457 problem of that status; its errors name the member where one is given.</summary>
    public static async Task ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string? member = null)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, body);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        if (member is not null)
        {
            JsonNode.Parse(body)!["errors"].ShouldNotBeNull(body).AsObject().Select(error => error.Key)
                .ShouldContain(key => key.EndsWith(member, StringComparison.Ordinal), body);
        }
    }

    private static JsonArray Copies(JsonObject[] objects) => new([.. objects.Select(o => o.DeepClone())]);
}
