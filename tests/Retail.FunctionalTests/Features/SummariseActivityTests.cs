using System.Text.Json.Nodes;
using Fraud.Contracts.V1;

namespace Retail.FunctionalTests.Features;

[Collection(RetailCollection.Name)]
public sealed class SummariseActivityTests(RetailFixture retail)
{
    [Fact]
    public async Task The_latest_decisions_are_counted_and_listed()
    {
        var shopper = Requests.NewId("shopper");
        await retail.GetAsync($"/v1/shoppers/{shopper}/recommendations");
        var order = (await retail.PlaceAsync(shopper, await retail.PutItemsAsync(2, 3m))).OrderId();
        await retail.ScreenAsync(order, ScreeningDecision.Decline);
        await Eventually.TrueAsync(async () => await retail.StatusAsync(order) == "cancelled", "the order is decided");

        var summary = await SummaryAsync();

        ((int)summary["counts"]!["cancelled"]!).ShouldBeGreaterThan(0);
        ((int)summary["counts"]!["recommended-popular"]!).ShouldBeGreaterThan(0);
        var line = summary["latest"]!.AsArray().Select(entry => entry!.AsObject()).First(entry => (string)entry["what"]! == $"order {order}");
        ((string)line["decision"]!).ShouldBe("cancelled");
        ((string)line["detail"]!).ShouldBe("2 items, 6.00 GBP; screening: amount");
        summary["latest"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public async Task Nothing_personal_is_in_it()
    {
        var shopper = Requests.NewId("shopper");
        var order = (await retail.PlaceAsync(shopper, await retail.PutItemsAsync(1))).OrderId();
        await retail.ScreenAsync(order, ScreeningDecision.Approve);
        await Eventually.TrueAsync(async () => await retail.StatusAsync(order) == "released", "the order is decided");

        (await SummaryAsync()).ToJsonString().ShouldNotContain(shopper);
    }

    private async Task<JsonObject> SummaryAsync()
    {
        using var client = retail.CreateClient(role: "operator");
        using var response = await client.GetAsync("/v1/summary");
        return await response.ReadOkAsync();
    }
}
