using System.Text.Json;
using System.Text.Json.Serialization;

namespace Manufacturing.Contracts.V1;

/// <summary>How Manufacturing's events are written on the wire.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FailurePredicted))]
public sealed partial class ManufacturingContractsJson : JsonSerializerContext;
