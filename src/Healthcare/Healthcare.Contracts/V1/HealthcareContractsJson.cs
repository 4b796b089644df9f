using System.Text.Json;
using System.Text.Json.Serialization;

namespace Healthcare.Contracts.V1;

/// <summary>How Healthcare's events are written on the wire.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StudyAnalysed))]
public sealed partial class HealthcareContractsJson : JsonSerializerContext;
