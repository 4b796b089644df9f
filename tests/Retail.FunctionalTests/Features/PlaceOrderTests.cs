using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Retail.Contracts.V1;

namespace Retail.FunctionalTests.Features;

[Collection(RetailCollection.Name)]
public sealed class PlaceOrderTests(RetailFixture retail)
{
    private readonly string _shopper = Requests.NewId("shopper");

    [Fact]
    public async Task An_order_costs_what_the_catalogue_says_and_goes_out_to_be_screened()
    {
        var (cheap, dear) = ((await retail.PutItemsAsync(1, 1.25m))[0], (await retail.PutItemsAsync(1, 10m))[0]);
        await using var published = await retail.Broker.SubscribeAsync(OrderPlaced.Type);
        var request = Requests.Order(_shopper).With("lines", new JsonArray(Requests.Line(cheap, 4), Requests.Line(dear, 2)));
        using var client = retail.Storefront;

        using var response = await client.PostAsJsonAsync("/v1/orders", request);

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var order = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        ((decimal)order["total"]!).ShouldBe(25m);
        ((string)order["status"]!).ShouldBe("pending-screening");
        response.Headers.Location!.ToString().ShouldBe($"/v1/orders/{order.OrderId()}");

        OrderPlaced placed;
        do
        {
            placed = (await published.NextAsync()).Read(RetailContractsJson.Default.OrderPlaced);
        }
        while (placed.OrderId != order.OrderId());
        (placed.CustomerId, placed.TerminalId, placed.Amount, placed.Currency).ShouldBe((_shopper, "web-shop-1", 25m, "GBP"));
    }

    [Fact]
    public async Task An_order_sent_again_is_placed_once_also_when_prices_have_changed()
    {
        var items = await retail.PutItemsAsync(2);
        var request = Requests.Order(_shopper, items);
        using var client = retail.Storefront;
        using var first = await client.PostAsJsonAsync("/v1/orders", request);
        using var merchandiser = retail.Merchandiser;
        using var put = await merchandiser.PutAsJsonAsync("/v1/catalogue/items", Requests.Catalogue(Requests.Item(items[0], price: 99m)));

        using var second = await client.PostAsJsonAsync("/v1/orders", request);

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task An_order_sent_many_times_at_once_is_placed_once()
    {
        var request = Requests.Order(_shopper, await retail.PutItemsAsync(3));
        using var client = retail.Storefront;

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.PostAsJsonAsync("/v1/orders", request)));

        responses.Count(response => response.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        responses.Count(response => response.StatusCode == HttpStatusCode.OK).ShouldBe(7);
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_for_other_content_is_a_conflict()
    {
        var items = await retail.PutItemsAsync(2);
        var request = Requests.Order(_shopper, items[0]);
        using var client = retail.Storefront;
        using var first = await client.PostAsJsonAsync("/v1/orders", request);

        using var second = await client.PostAsJsonAsync("/v1/orders", request.With("lines", new JsonArray(Requests.Line(items[1]))));

        await second.ReadProblemAsync(HttpStatusCode.Conflict);
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_of_another_shopper_is_another_order()
    {
        var items = await retail.PutItemsAsync(1);
        var request = Requests.Order(_shopper, items);
        using var client = retail.Storefront;
        using var first = await client.PostAsJsonAsync("/v1/orders", request);

        using var second = await client.PostAsJsonAsync("/v1/orders", request.With("shopperId", Requests.NewId("shopper")));

        second.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { """{"itemId":"nothing","quantity":1}""", "lines[0].itemId" },
        { """{"itemId":"ITEM","quantity":0}""", "quantity" },
        { """{"itemId":"ITEM","quantity":1001}""", "quantity" },
        { """{"itemId":"ITEM","quantity":-3}""", "quantity" },
        { """{"itemId":"ITEM","quantity":1},{"itemId":"ITEM","quantity":2}""", "lines" },
        { "", "lines" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Bad_lines_are_refused_and_nothing_is_stored(string lines, string named)
    {
        var items = await retail.PutItemsAsync(1);
        var request = Requests.Order(_shopper).With("lines", JsonNode.Parse($"[{lines.Replace("ITEM", items[0], StringComparison.Ordinal)}]"));
        using var client = retail.Storefront;

        using var response = await client.PostAsJsonAsync("/v1/orders", request);

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, named);
        (await CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"itemId":"ITEM","quantity":1.5}""")]
    [InlineData("""{"itemId":"ITEM","quantity":"1"}""")]
    [InlineData("""{"itemId":"ITEM","quantity":NaN}""")]
    [InlineData("""{"itemId":"ITEM"}""")]
    [InlineData("""{"itemId":null,"quantity":1}""")]
    [InlineData("""{"itemId":"ITEM","quantity":1,"unitPrice":0.01}""")]
    [InlineData("""null""")]
    public async Task Lines_that_cannot_be_read_are_refused_and_nothing_is_stored(string line)
    {
        var items = await retail.PutItemsAsync(1);
        var text = Requests.Order(_shopper, "HERE").ToJsonString()
            .Replace("""{"itemId":"HERE","quantity":1}""", line.Replace("ITEM", items[0], StringComparison.Ordinal), StringComparison.Ordinal);
        using var client = retail.Storefront;

        using var response = await client.PostAsync("/v1/orders", new StringContent(text, Encoding.UTF8, "application/json"));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest);
        (await CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("currency", "EUR")]
    [InlineData("currency", "XXX")]
    [InlineData("orderKey", "")]
    [InlineData("shopperId", "two words")]
    public async Task A_bad_order_is_refused_and_nothing_is_stored(string member, string value)
    {
        var items = await retail.PutItemsAsync(1);
        using var client = retail.Storefront;

        using var response = await client.PostAsJsonAsync("/v1/orders", Requests.Order(_shopper, items).With(member, value));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest);
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_order_beyond_what_Fraud_takes_is_refused()
    {
        var items = await retail.PutItemsAsync(1, price: 1_000_000m);
        using var client = retail.Storefront;

        using var response = await client.PostAsJsonAsync(
            "/v1/orders", Requests.Order(_shopper).With("lines", new JsonArray(Requests.Line(items[0], 11))));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "lines");
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_off_sale_cannot_be_ordered()
    {
        var item = Requests.Item(available: false);
        using var merchandiser = retail.Merchandiser;
        using var put = await merchandiser.PutAsJsonAsync("/v1/catalogue/items", Requests.Catalogue(item));
        using var client = retail.Storefront;

        using var response = await client.PostAsJsonAsync("/v1/orders", Requests.Order(_shopper, (string)item["id"]!));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "lines[0].itemId");
    }

    private Task<int> CountAsync() =>
        retail.InDatabaseAsync(database => database.Orders.CountAsync(order => order.ShopperId == _shopper));
}
