using System.Text.Json;
using System.Text.Json.Serialization;

namespace Retail.Contracts.V1;

/// <summary>How Retail's events are written on the wire.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OrderPlaced))]
public sealed partial class RetailContractsJson : JsonSerializerContext;
