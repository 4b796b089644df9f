using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Retail.FunctionalTests.Features;

[Collection(RetailCollection.Name)]
public sealed class RecordFeedbackTests(RetailFixture retail)
{
    private readonly string _shopper = Requests.NewId("shopper");

    [Theory]
    [InlineData("view")]
    [InlineData("basket")]
    [InlineData("purchase")]
    public async Task Feedback_is_recorded(string kind)
    {
        var items = await retail.PutItemsAsync(1);

        await retail.RecordAsync(Requests.Entry(_shopper, items[0], kind));

        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Feedback_that_comes_again_counts_once()
    {
        var items = await retail.PutItemsAsync(2);
        var first = Requests.Purchase(_shopper, items[0]);
        await retail.RecordAsync(first);
        using var client = retail.Storefront;

        using var response = await client.PostAsJsonAsync("/v1/feedback", Requests.Feedback(first, Requests.Purchase(_shopper, items[1])));

        var recorded = await response.ReadOkAsync();
        ((int)recorded["recorded"]!, (int)recorded["alreadyKnown"]!).ShouldBe((1, 1));
        (await CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Feedback_that_comes_twice_at_once_counts_once()
    {
        var items = await retail.PutItemsAsync(1);
        var request = Requests.Feedback([.. Enumerable.Range(0, 50).Select(_ => Requests.Purchase(_shopper, items[0]))]);
        using var client = retail.Storefront;

        var responses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.PostAsJsonAsync("/v1/feedback", request)));

        responses.ShouldAllBe(response => response.StatusCode == HttpStatusCode.OK);
        (await CountAsync()).ShouldBe(50);
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_a_conflict_and_nothing_is_stored()
    {
        var items = await retail.PutItemsAsync(1);
        var first = Requests.Purchase(_shopper, items[0]);
        await retail.RecordAsync(first);
        using var client = retail.Storefront;

        using var response = await client.PostAsJsonAsync(
            "/v1/feedback", Requests.Feedback(Requests.Purchase(_shopper, items[0]), first.With("kind", "view")));

        await response.ReadProblemAsync(HttpStatusCode.Conflict);
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_item_is_named_and_nothing_is_stored()
    {
        var items = await retail.PutItemsAsync(1);
        using var client = retail.Storefront;

        using var response = await client.PostAsJsonAsync(
            "/v1/feedback", Requests.Feedback(Requests.Purchase(_shopper, items[0]), Requests.Purchase(_shopper, "nothing")));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "feedback[1].itemId");
        (await CountAsync()).ShouldBe(0);
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { "kind", "\"steal\"" },
        { "kind", "2" },
        { "shopperId", "\"\"" },
        { "shopperId", "null" },
        { "shopperId", "42" },
        { "feedbackId", "\"order-1\"" },
        { "feedbackId", "\"a/b\"" },
        { "at", "\"yesterday\"" },
        { "at", "\"1999-12-31T23:59:59Z\"" },
        { "at", "\"2026-01-01T00:00:00\"" },
        { "mood", "\"good\"" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Bad_feedback_is_refused_and_nothing_is_stored(string member, string value)
    {
        var items = await retail.PutItemsAsync(1);
        var text = Requests.Feedback(Requests.Purchase(_shopper, items[0]), Requests.Purchase(_shopper, items[0]).With(member, "HERE"))
            .ToJsonString().Replace("\"HERE\"", value, StringComparison.Ordinal);
        using var client = retail.Storefront;

        using var response = await client.PostAsync("/v1/feedback", new StringContent(text, Encoding.UTF8, "application/json"));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest);
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Feedback_from_the_future_is_refused()
    {
        var items = await retail.PutItemsAsync(1);
        var tomorrow = Requests.Purchase(_shopper, items[0]).With("at", Requests.Now.AddDays(1).ToString("O", CultureInfo.InvariantCulture));
        using var client = retail.Storefront;

        using var response = await client.PostAsJsonAsync("/v1/feedback", Requests.Feedback(tomorrow));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "at");
        (await CountAsync()).ShouldBe(0);
    }

    private Task<int> CountAsync() =>
        retail.InDatabaseAsync(database => database.Feedback.CountAsync(feedback => feedback.ShopperId == _shopper));
}
