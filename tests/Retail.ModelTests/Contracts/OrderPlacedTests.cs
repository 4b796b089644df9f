using System.Text.Json;
using System.Text.Json.Nodes;
using Retail.Contracts.V1;

namespace Retail.ModelTests.Contracts;

/// <summary>The event on the wire, as others have built on it: it may gain members, and neither lose nor rename any.</summary>
public sealed class OrderPlacedTests
{
    private static readonly OrderPlaced Event = new(
        Guid.Parse("0198c1d2-e3f4-7a5b-8c9d-0e1f2a3b4c5d"),
        "shopper-17",
        "web-shop-1",
        41.85m,
        "GBP",
        new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    private static string Approved => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contracts", "order-placed.v1.approved.json"));

    [Fact]
    public void It_is_written_as_approved() =>
        JsonNode.DeepEquals(
            JsonNode.Parse(JsonSerializer.Serialize(Event, RetailContractsJson.Default.OrderPlaced)), JsonNode.Parse(Approved))
            .ShouldBeTrue(JsonSerializer.Serialize(Event, RetailContractsJson.Default.OrderPlaced));

    [Fact]
    public void What_was_approved_can_be_read() =>
        JsonSerializer.Deserialize(Approved, RetailContractsJson.Default.OrderPlaced).ShouldBe(Event);

    [Fact]
    public void Its_name_does_not_change() => OrderPlaced.Type.ShouldBe("retail.order-placed.v1");
}
