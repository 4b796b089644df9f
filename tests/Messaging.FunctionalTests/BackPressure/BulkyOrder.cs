using System.Text.Json.Serialization;

namespace Messaging.FunctionalTests.BackPressure;

/// <summary>An event that may be as large as the default limit allows.</summary>
public sealed record BulkyOrder(Guid OrderId, string Padding)
{
    public const string Type = "shop.bulky-order.v1";
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BulkyOrder))]
public sealed partial class BulkyJson : JsonSerializerContext;
