using System.Text.Json;
using System.Text.Json.Nodes;
using Fraud.Contracts.V1;

namespace Fraud.ModelTests.Contracts;

/// <summary>The event on the wire, as others have built on it: it may gain members, and neither lose nor rename any.</summary>
public sealed class TransactionScreenedTests
{
    private static readonly TransactionScreened ByModel = new(
        "order-0198c1d2e3f47a5b8c9d0e1f2a3b4c5d",
        Guid.Parse("0198c1d2-e3f4-7a5b-8c9d-0e1f2a3b4c5d"),
        "customer-17",
        ScreeningDecision.Decline,
        0.875,
        0.5,
        ["terminal_fraud_rate_7d", "amount"],
        "fraud",
        "1.0.0",
        new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
        ByModel: ScreeningDecision.Decline);

    private static readonly TransactionScreened ByRule = ByModel with
    {
        TransactionId = "t-1001",
        OrderId = null,
        Score = 0.03125,
        Threshold = 0.25,
        Reasons = ["rule:abroad-and-often", "customer_payments_1d"],
        ModelVersion = "1.1.0",
        ByModel = ScreeningDecision.Approve,
        RuleSetVersion = 12,
    };

    private static readonly TransactionScreened Answered = ByRule with
    {
        TransactionId = "t-1002",
        Decision = ScreeningDecision.Review,
        Score = 0.375,
        Threshold = 0.5,
        Reasons = ["amount_to_usual"],
        ScreenedAt = new DateTimeOffset(2026, 1, 31, 12, 0, 2, TimeSpan.Zero),
        AnsweredAs = ScreeningDecision.Approve,
        ByModel = ScreeningDecision.Review,
    };

    public static TheoryData<string, TransactionScreened> Events => new()
    {
        { "transaction-screened.v1.approved.json", ByModel },
        { "transaction-screened.v1.by-rule.approved.json", ByRule },
        { "transaction-screened.v1.answered.approved.json", Answered },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void It_is_written_as_approved(string file, TransactionScreened screened) =>
        JsonNode.DeepEquals(
            JsonSerializer.SerializeToNode(screened, FraudContractsJson.Default.TransactionScreened), JsonNode.Parse(Approved(file)))
            .ShouldBeTrue(JsonSerializer.Serialize(screened, FraudContractsJson.Default.TransactionScreened));

    [Theory]
    [MemberData(nameof(Events))]
    public void What_was_approved_can_be_read(string file, TransactionScreened screened)
    {
        var read = JsonSerializer.Deserialize(Approved(file), FraudContractsJson.Default.TransactionScreened)!;

        read.Reasons.ShouldBe(screened.Reasons);
        (read with { Reasons = screened.Reasons }).ShouldBe(screened);
    }

    [Fact]
    public void An_event_from_before_members_were_added_can_be_read()
    {
        var old = JsonNode.Parse(Approved("transaction-screened.v1.approved.json"))!.AsObject();
        old.Remove("byModel").ShouldBeTrue();

        var read = JsonSerializer.Deserialize(old, FraudContractsJson.Default.TransactionScreened)!;

        (read with { Reasons = ByModel.Reasons }).ShouldBe(ByModel with { ByModel = null });
    }

    [Fact]
    public void Its_name_does_not_change() => TransactionScreened.Type.ShouldBe("fraud.transaction-screened.v1");

    private static string Approved(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contracts", file));
}
