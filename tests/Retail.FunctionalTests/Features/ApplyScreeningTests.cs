using Fraud.Contracts.V1;
using Microsoft.EntityFrameworkCore;

namespace Retail.FunctionalTests.Features;

/// <summary>An order goes out, Fraud's decision comes in, and the order is released, held or cancelled.</summary>
[Collection(RetailCollection.Name)]
public sealed class ApplyScreeningTests(RetailFixture retail)
{
    private readonly string _shopper = Requests.NewId("shopper");

    [Theory]
    [InlineData(ScreeningDecision.Approve, "released")]
    [InlineData(ScreeningDecision.Review, "held")]
    [InlineData(ScreeningDecision.Decline, "cancelled")]
    public async Task An_order_becomes_what_was_decided(ScreeningDecision decision, string status)
    {
        var order = await PlaceAsync();

        await retail.ScreenAsync(order, decision);

        await EventuallyAsync(order, status);
    }

    [Fact]
    public async Task What_was_released_counts_as_bought()
    {
        var items = await retail.PutItemsAsync(2);
        var order = (await retail.PlaceAsync(_shopper, items)).OrderId();

        await retail.ScreenAsync(order, ScreeningDecision.Approve);

        await EventuallyAsync(order, "released");
        (await PurchasesAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task What_was_declined_does_not()
    {
        var order = await PlaceAsync();

        await retail.ScreenAsync(order, ScreeningDecision.Decline);

        await EventuallyAsync(order, "cancelled");
        (await PurchasesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_decision_that_comes_again_changes_nothing()
    {
        var order = await PlaceAsync();
        var message = await retail.ScreenAsync(order, ScreeningDecision.Approve);
        await EventuallyAsync(order, "released");
        var decidedAt = (string)(await retail.GetAsync($"/v1/orders/{order}"))["decidedAt"]!;

        await retail.ScreenAsync(order, ScreeningDecision.Approve, message);
        await retail.ScreenAsync(order, ScreeningDecision.Approve);
        await AfterAllBeforeAsync();

        ((string)(await retail.GetAsync($"/v1/orders/{order}"))["decidedAt"]!).ShouldBe(decidedAt);
        (await PurchasesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_final_stays()
    {
        var order = await PlaceAsync();
        await retail.ScreenAsync(order, ScreeningDecision.Decline);
        await EventuallyAsync(order, "cancelled");

        await retail.ScreenAsync(order, ScreeningDecision.Approve);
        await AfterAllBeforeAsync();

        (await retail.StatusAsync(order)).ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_held_order_can_still_be_released()
    {
        var order = await PlaceAsync();
        await retail.ScreenAsync(order, ScreeningDecision.Review);
        await EventuallyAsync(order, "held");

        await retail.ScreenAsync(order, ScreeningDecision.Approve);

        await EventuallyAsync(order, "released");
        (await PurchasesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Payments_that_are_no_order_of_this_shop_are_passed_over()
    {
        await retail.ScreenAsync(orderId: null, ScreeningDecision.Approve);
        await retail.ScreenAsync(Guid.CreateVersion7(), ScreeningDecision.Approve);

        await AfterAllBeforeAsync();

        (await retail.Broker.CountAsync("retail.fraud.transaction-screened.v1")).ShouldBe(0u);
    }

    private async Task<Guid> PlaceAsync() => (await retail.PlaceAsync(_shopper, await retail.PutItemsAsync(1))).OrderId();

    private Task EventuallyAsync(Guid order, string status) =>
        Eventually.TrueAsync(async () => await retail.StatusAsync(order) == status, $"the order is {status}");

    /// <summary>Returns when every decision sent before has been taken: the queue keeps their order, give or take those taken at once.</summary>
    private async Task AfterAllBeforeAsync()
    {
        var last = (await retail.PlaceAsync(Requests.NewId("shopper"), await retail.PutItemsAsync(1))).OrderId();
        await retail.ScreenAsync(last, ScreeningDecision.Decline);
        await EventuallyAsync(last, "cancelled");
        await Eventually.TrueAsync(
            async () => await retail.Broker.CountAsync("retail.fraud.transaction-screened.v1") == 0, "the queue is empty");
    }

    private Task<int> PurchasesAsync() =>
        retail.InDatabaseAsync(database => database.Feedback.CountAsync(feedback => feedback.ShopperId == _shopper));
}
