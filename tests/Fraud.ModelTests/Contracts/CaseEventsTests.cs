using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Fraud.Contracts.V1;

namespace Fraud.ModelTests.Contracts;

/// <summary>The events of cases on the wire, as others have built on them: they may gain members, and neither lose nor rename any.</summary>
public sealed class CaseEventsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly CaseOpened Opened = new(
        Guid.Parse("0198c1d2-e3f4-7a5b-8c9d-0e1f2a3b4c5d"),
        "customer-17",
        Guid.Parse("0198c1d2-0000-7a5b-8c9d-0e1f2a3b4c5d"),
        "t-1001",
        ScreeningDecision.Review,
        0.625,
        Noon,
        Noon.AddDays(1));

    private static readonly CaseClosed Closed = new(
        Guid.Parse("0198c1d2-e3f4-7a5b-8c9d-0e1f2a3b4c5d"),
        "customer-17",
        CaseConclusion.Genuine,
        2,
        ["t-1002", "t-1001"],
        Noon,
        Noon.AddHours(3.5));

    [Fact]
    public void A_case_opened_is_written_as_approved() =>
        IsWrittenAsApproved(Opened, FraudContractsJson.Default.CaseOpened, "case-opened.v1.approved.json");

    [Fact]
    public void A_case_closed_is_written_as_approved() =>
        IsWrittenAsApproved(Closed, FraudContractsJson.Default.CaseClosed, "case-closed.v1.approved.json");

    [Fact]
    public void What_was_approved_can_be_read()
    {
        var closed = JsonSerializer.Deserialize(Approved("case-closed.v1.approved.json"), FraudContractsJson.Default.CaseClosed)!;

        JsonSerializer.Deserialize(Approved("case-opened.v1.approved.json"), FraudContractsJson.Default.CaseOpened).ShouldBe(Opened);
        closed.TransactionIds.ShouldBe(Closed.TransactionIds);
        (closed with { TransactionIds = Closed.TransactionIds }).ShouldBe(Closed);
    }

    [Fact]
    public void Their_names_do_not_change()
    {
        CaseOpened.Type.ShouldBe("fraud.case-opened.v1");
        CaseClosed.Type.ShouldBe("fraud.case-closed.v1");
    }

    private static void IsWrittenAsApproved<TEvent>(TEvent message, JsonTypeInfo<TEvent> json, string file) =>
        JsonNode.DeepEquals(JsonSerializer.SerializeToNode(message, json), JsonNode.Parse(Approved(file)))
            .ShouldBeTrue(JsonSerializer.Serialize(message, json));

    private static string Approved(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contracts", file));
}
