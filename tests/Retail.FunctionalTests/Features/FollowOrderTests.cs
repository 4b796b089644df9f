using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Fraud.Contracts.V1;

namespace Retail.FunctionalTests.Features;

[Collection(RetailCollection.Name)]
public sealed class FollowOrderTests(RetailFixture retail)
{
    [Fact]
    public async Task A_client_is_told_when_the_order_is_decided()
    {
        var order = (await retail.PlaceAsync(Requests.NewId("shopper"), await retail.PutItemsAsync(1))).OrderId();
        using var client = retail.Storefront;
        using var response = await client.GetAsync($"/v1/orders/{order}/events", HttpCompletionOption.ResponseHeadersRead);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");

        await retail.ScreenAsync(order, ScreeningDecision.Approve);
        var events = await ReadAsync(response);

        events.Select(e => e.EventType).ShouldAllBe(type => type == "order");
        events.Select(Status).ShouldBe(["pending-screening", "released"]);
    }

    [Fact]
    public async Task A_client_is_told_when_its_time_is_over()
    {
        var order = (await retail.PlaceAsync(Requests.NewId("shopper"), await retail.PutItemsAsync(1))).OrderId();
        using var client = retail.Storefront;

        using var response = await client.GetAsync($"/v1/orders/{order}/events", HttpCompletionOption.ResponseHeadersRead);
        var events = await ReadAsync(response);

        events.Select(e => e.EventType).ShouldBe(["order", "time-over"]);
        events.Select(Status).ShouldAllBe(status => status == "pending-screening");
    }

    [Fact]
    public async Task An_order_nobody_placed_cannot_be_followed()
    {
        using var client = retail.Storefront;

        using var response = await client.GetAsync($"/v1/orders/{Guid.CreateVersion7()}/events");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<List<SseItem<string>>> ReadAsync(HttpResponseMessage response)
    {
        var events = new List<SseItem<string>>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            events.Add(item);
        }

        return events;
    }

    private static string Status(SseItem<string> item) => (string)JsonNode.Parse(item.Data)!["status"]!;
}
