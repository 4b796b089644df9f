using System.Text.Json;
using System.Text.Json.Nodes;
using Fraud.Contracts.V1;

namespace Fraud.ModelTests.Contracts;

/// <summary>The event on the wire, as others have built on it: it may gain members, and neither lose nor rename any.</summary>
public sealed class ModelShadowedTests
{
    private static readonly ModelShadowed Event = new(
        "fraud",
        "1.0.0",
        "1.1.0",
        new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 1, 31, 12, 0, 1, TimeSpan.Zero),
        [new ShadowScore("t-1", 0.25, 0.5), new ShadowScore("t-2", 0.75, null)]);

    private static string Approved => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contracts", "model-shadowed.v1.approved.json"));

    [Fact]
    public void It_is_written_as_approved() =>
        JsonNode.DeepEquals(JsonSerializer.SerializeToNode(Event, FraudContractsJson.Default.ModelShadowed), JsonNode.Parse(Approved))
            .ShouldBeTrue(JsonSerializer.Serialize(Event, FraudContractsJson.Default.ModelShadowed));

    [Fact]
    public void What_was_approved_can_be_read()
    {
        var read = JsonSerializer.Deserialize(Approved, FraudContractsJson.Default.ModelShadowed)!;

        read.Scores.ShouldBe(Event.Scores);
        (read with { Scores = Event.Scores }).ShouldBe(Event);
    }

    [Fact]
    public void Its_name_does_not_change() => ModelShadowed.Type.ShouldBe("fraud.model-shadowed.v1");
}
