using System.Text.Json;
using System.Text.Json.Serialization;

namespace Messaging.FunctionalTests.Template;

// 1. The record, in <Service>.Contracts/V1.

/// <summary>A customer cancelled an order.</summary>
/// <param name="OrderId">Which.</param>
/// <param name="Reason">Why, where the customer said so. Added later, so it has a default.</param>
public sealed record OrderCancelled(Guid OrderId, string? Reason = null)
{
    public const string Type = "shop.order-cancelled.v1";
}

// A service has one of these for all its events; a new event is one attribute more.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OrderCancelled))]
public sealed partial class TemplateJson : JsonSerializerContext;
