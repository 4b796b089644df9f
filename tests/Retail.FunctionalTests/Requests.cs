using System.Globalization;
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

    public static Guid OrderId(this JsonObject order) => (Guid)order["orderId"]!;

    public static string[] ItemIds(this JsonObject list) => [.. list["items"]!.AsArray().Select(item => (string)item!["itemId"]!)];

    private static JsonArray Copies(JsonObject[] objects) => new([.. objects.Select(o => o.DeepClone())]);
}
