using System.Text.Json;
using System.Text.Json.Nodes;
using Fraud.Contracts.V1;

namespace Fraud.ModelTests.Contracts;

/// <summary>The event on the wire, as others have built on it: it may gain members, and neither lose nor rename any.</summary>
public sealed class TransactionScreenedTests
{
    private static readonly TransactionScreened Event = new(
        "order-0198c1d2e3f47a5b8c9d0e1f2a3b4c5d",
        Guid.Parse("0198c1d2-e3f4-7a5b-8c9d-0e1f2a3b4c5d"),
        "customer-17",
        ScreeningDecision.Decline,
        0.875,
        0.5,
        ["terminal_fraud_rate_7d", "amount"],
        "fraud",
        "1.0.0",
        new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    private static string Approved => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contracts", "transaction-screened.v1.approved.json"));

    [Fact]
    public void It_is_written_as_approved() =>
        JsonNode.DeepEquals(
            JsonSerializer.SerializeToNode(Event, FraudContractsJson.Default.TransactionScreened), JsonNode.Parse(Approved))
            .ShouldBeTrue(JsonSerializer.Serialize(Event, FraudContractsJson.Default.TransactionScreened));

    [Fact]
    public void What_was_approved_can_be_read()
    {
        var read = JsonSerializer.Deserialize(Approved, FraudContractsJson.Default.TransactionScreened)!;

        read.Reasons.ShouldBe(Event.Reasons);
        (read with { Reasons = Event.Reasons }).ShouldBe(Event);
    }

    [Fact]
    public void Its_name_does_not_change() => TransactionScreened.Type.ShouldBe("fraud.transaction-screened.v1");
}
