using System.Net.Http.Json;
using System.Text.Json;
using Platform.TestKit;

namespace Platform.E2ETests;

[Collection(PlatformCollection.Name)]
public sealed class CheckoutTests(PlatformFixture platform)
{
    [Fact]
    public async Task A_checkout_is_screened_by_Fraud_and_the_order_follows_the_decision()
    {
        using var retail = await platform.ClientAsync("retail-api", "simulator");
        using var fraud = await platform.ClientAsync("fraud-api", "analyst");
        var item = new { Id = "e2e-lantern", Title = "lantern", Price = 12.5m, Currency = "GBP", Available = true };
        (await retail.PutAsJsonAsync("/v1/catalogue/items", new { Items = new[] { item } })).EnsureSuccessStatusCode();

        var order = new { OrderKey = "e2e-1", ShopperId = "e2e-shopper", Currency = "GBP", Lines = new[] { new { ItemId = item.Id, Quantity = 2 } } };
        var placed = await retail.PostAsJsonAsync("/v1/orders", order);

        placed.IsSuccessStatusCode.ShouldBeTrue(await placed.Content.ReadAsStringAsync());
        var id = (await placed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("orderId").GetGuid();
        var status = "";
        await Eventually.TrueAsync(
            async () =>
            {
                status = (await retail.GetFromJsonAsync<JsonElement>($"/v1/orders/{id}")).GetProperty("status").GetString()!;
                return status != "pending-screening";
            },
            "the order is screened");
        var screened = await fraud.GetFromJsonAsync<JsonElement>($"/v1/transactions/order-{id:N}");
        var decision = screened.GetProperty("decision").GetProperty("decision").GetString();
        status.ShouldBe(decision switch { "approve" => "released", "review" => "held", _ => "cancelled" });
        screened.GetProperty("amount").GetDecimal().ShouldBe(25m);
    }
}
