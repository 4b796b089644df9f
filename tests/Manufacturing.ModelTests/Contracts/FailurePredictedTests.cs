using System.Text.Json;
using System.Text.Json.Nodes;
using Manufacturing.Contracts.V1;

namespace Manufacturing.ModelTests.Contracts;

/// <summary>The event on the wire, as others have built on it: it may gain members, and neither lose nor rename any.</summary>
public sealed class FailurePredictedTests
{
    private static readonly FailurePredicted Event = new(
        Guid.Parse("0198c1d2-e3f4-7a5b-8c9d-0e1f2a3b4c5d"),
        "scanner-3",
        MachineKind.Scanner,
        27.5,
        21.25,
        33,
        30,
        ["T50", "cycles_run"],
        "manufacturing",
        "1.0.0",
        new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    private static string Approved => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contracts", "failure-predicted.v1.approved.json"));

    [Fact]
    public void It_is_written_as_approved() =>
        JsonNode.DeepEquals(
            JsonSerializer.SerializeToNode(Event, ManufacturingContractsJson.Default.FailurePredicted), JsonNode.Parse(Approved))
            .ShouldBeTrue(JsonSerializer.Serialize(Event, ManufacturingContractsJson.Default.FailurePredicted));

    [Fact]
    public void What_was_approved_can_be_read()
    {
        var read = JsonSerializer.Deserialize(Approved, ManufacturingContractsJson.Default.FailurePredicted)!;

        read.Drivers.ShouldBe(Event.Drivers);
        (read with { Drivers = Event.Drivers }).ShouldBe(Event);
    }

    [Theory]
    [InlineData(MachineKind.Engine, "\"engine\"")]
    [InlineData(MachineKind.Scanner, "\"scanner\"")]
    [InlineData(MachineKind.Line, "\"line\"")]
    public void Kinds_are_written_as_words(MachineKind kind, string json) =>
        JsonSerializer.Serialize(kind, ManufacturingContractsJson.Default.MachineKind).ShouldBe(json);

    [Fact]
    public void Its_name_does_not_change() => FailurePredicted.Type.ShouldBe("manufacturing.failure-predicted.v1");
}
