using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fraud.Contracts.V1;

/// <summary>How Fraud's events are written on the wire.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TransactionScreened))]
[JsonSerializable(typeof(ModelShadowed))]
[JsonSerializable(typeof(CaseOpened))]
[JsonSerializable(typeof(CaseClosed))]
public sealed partial class FraudContractsJson : JsonSerializerContext;
