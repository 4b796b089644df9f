using System.Text.Json.Serialization;

namespace Fraud.Contracts.V1;

/// <summary>An analyst has judged a case. Who it was stays in Fraud.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="CustomerId">The paying customer: an opaque id, nothing personal.</param>
/// <param name="Conclusion">What was found.</param>
/// <param name="Alerts">How many payments the case had collected.</param>
/// <param name="TransactionIds">These payments, the latest first: all of them up to 1,000.</param>
/// <param name="OpenedAt">When the case was opened (UTC).</param>
/// <param name="ClosedAt">When it was closed (UTC).</param>
public sealed record CaseClosed(
    Guid CaseId,
    string CustomerId,
    CaseConclusion Conclusion,
    int Alerts,
    string[] TransactionIds,
    DateTimeOffset OpenedAt,
    DateTimeOffset ClosedAt)
{
    public const string Type = "fraud.case-closed.v1";

    /// <summary>Most payments that the event names.</summary>
    public const int MostTransactionIds = 1_000;
}

/// <summary>What an analyst found.</summary>
public enum CaseConclusion
{
    /// <summary>The customer did not make these payments.</summary>
    [JsonStringEnumMemberName("fraud")] Fraud,

    /// <summary>The customer made them.</summary>
    [JsonStringEnumMemberName("genuine")] Genuine,

    /// <summary>It could not be found out.</summary>
    [JsonStringEnumMemberName("unclear")] Unclear,
}
