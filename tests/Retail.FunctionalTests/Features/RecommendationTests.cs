using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Inference;
using Retail.Api;

namespace Retail.FunctionalTests.Features;

/// <summary>Recommendations, similar and popular items, over a small shop that has sold something.</summary>
[Collection(RetailCollection.Name)]
public sealed class RecommendationTests(RetailFixture retail)
{
    private readonly string _shopper = Requests.NewId("shopper");

    [Fact]
    public async Task A_shopper_gets_what_goes_with_the_past_and_not_what_was_bought()
    {
        var set = await SellTogetherAsync();
        await retail.RecordAsync(Requests.Purchase(_shopper, set[0]), Requests.Purchase(_shopper, set[1]));

        var list = await retail.GetAsync($"/v1/shoppers/{_shopper}/recommendations?limit=50");

        ((string)list["source"]!).ShouldBe("ranked");
        ((string)list["model"]!["name"]!).ShouldBe("retail");
        list.ItemIds().ShouldContain(set[2]);
        list.ItemIds().ShouldNotContain(set[0]);
        list.ItemIds().ShouldNotContain(set[1]);
        list.ItemIds().ShouldBeUnique();
    }

    [Fact]
    public async Task With_all_items_in_scope_what_was_bought_may_come_again()
    {
        var set = await SellTogetherAsync();
        await retail.RecordAsync(Requests.Purchase(_shopper, set[0], daysAgo: 2), Requests.Purchase(_shopper, set[0], daysAgo: 9));

        var list = await retail.GetAsync($"/v1/shoppers/{_shopper}/recommendations?limit=50&scope=all");

        list.ItemIds().ShouldContain(set[0]);
    }

    [Fact]
    public async Task What_was_only_viewed_may_still_be_recommended()
    {
        var set = await SellTogetherAsync();
        await retail.RecordAsync(Requests.Entry(_shopper, set[0], "view"), Requests.Entry(_shopper, set[1], "basket"));

        var list = await retail.GetAsync($"/v1/shoppers/{_shopper}/recommendations?limit=50");

        ((string)list["source"]!).ShouldBe("ranked");
        list.ItemIds().ShouldContain(set[1]);
        list.ItemIds().ShouldContain(set[2]);
    }

    [Fact]
    public async Task A_shopper_nobody_knows_gets_best_sellers()
    {
        await SellTogetherAsync();

        var list = await retail.GetAsync($"/v1/shoppers/{_shopper}/recommendations");

        ((string)list["source"]!).ShouldBe("popular");
        list["model"].ShouldBeNull();
        list.ItemIds().Length.ShouldBeInRange(1, 10);
    }

    [Fact]
    public async Task What_is_off_sale_is_recommended_no_more()
    {
        var set = await SellTogetherAsync();
        await retail.RecordAsync(Requests.Purchase(_shopper, set[0]));
        using var client = retail.Merchandiser;
        using var put = await client.PutAsJsonAsync("/v1/catalogue/items", Requests.Catalogue(Requests.Item(set[2], available: false)));
        await put.ReadOkAsync();

        var list = await retail.GetAsync($"/v1/shoppers/{_shopper}/recommendations?limit=50");
        var similar = await retail.GetAsync($"/v1/items/{set[0]}/similar?limit=50");

        list.ItemIds().ShouldNotContain(set[2]);
        similar.ItemIds().ShouldNotContain(set[2]);
    }

    [Fact]
    public async Task A_recorded_recommendation_can_be_replayed_to_the_bit()
    {
        var set = await SellTogetherAsync();
        await retail.RecordAsync(Requests.Purchase(_shopper, set[0]));
        var list = await retail.GetAsync($"/v1/shoppers/{_shopper}/recommendations");

        var recorded = await retail.GetAsync($"/v1/recommendations/{(Guid)list["recommendationId"]!}");

        recorded.ItemIds().ShouldBe(list.ItemIds());
        var version = (string)recorded["model"]!["version"]!;
        using var lease = retail.Services.GetRequiredKeyedService<ModelHost>(RetailServices.ModelName).Lease(version);
        var model = lease.ShouldNotBeNull().Model;
        model.Stamp.Sha256.ShouldBe((string)recorded["model"]!["sha256"]!);
        foreach (var item in recorded["items"]!.AsArray().Select(item => item!.AsObject()))
        {
            float[] features = [.. item["features"]!.AsArray().Select(value => (float)value!)];
            model.Score(features).ShouldBe((float)item["score"]!);
        }
    }

    [Fact]
    public async Task Old_recommendations_are_deleted()
    {
        var list = await retail.GetAsync($"/v1/shoppers/{_shopper}/recommendations");
        var id = (Guid)list["recommendationId"]!;
        await retail.Database.ExecuteAsync($"UPDATE retail.recommendations SET at = at - interval '31 days' WHERE id = '{id}'");

        await Eventually.TrueAsync(
            async () => !await retail.InDatabaseAsync(database => database.Recommendations.AnyAsync(recommendation => recommendation.Id == id)),
            "a recommendation past its time is deleted");
    }

    [Fact]
    public async Task Items_of_the_same_shoppers_are_similar()
    {
        var set = await SellTogetherAsync();

        var similar = await retail.GetAsync($"/v1/items/{set[0]}/similar?limit=2");

        similar.ItemIds().ShouldBeSubsetOf(set);
        similar.ItemIds().ShouldNotContain(set[0]);
        similar["items"]!.AsArray().ShouldAllBe(item => (float)item!["similarity"]! > 0 && (float)item!["similarity"]! <= 1);
    }

    [Fact]
    public async Task An_item_that_never_sold_is_like_nothing()
    {
        var items = await retail.PutItemsAsync(1);

        var similar = await retail.GetAsync($"/v1/items/{items[0]}/similar");

        similar.ItemIds().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_item_the_shop_does_not_have_is_not_found()
    {
        using var client = retail.Storefront;

        using var response = await client.GetAsync("/v1/items/nothing/similar");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Popular_items_come_with_their_baskets_most_first()
    {
        await SellTogetherAsync();

        var popular = await retail.GetAsync("/v1/items/popular?limit=5");

        int[] baskets = [.. popular["items"]!.AsArray().Select(item => (int)item!["baskets30Days"]!)];
        baskets.Length.ShouldBeInRange(1, 5);
        baskets.ShouldBe(baskets.OrderDescending());
    }

    [Theory]
    [InlineData("/v1/shoppers/s/recommendations?limit=0")]
    [InlineData("/v1/shoppers/s/recommendations?limit=51")]
    [InlineData("/v1/shoppers/s/recommendations?limit=ten")]
    [InlineData("/v1/shoppers/s/recommendations?scope=other")]
    [InlineData("/v1/shoppers/two%20words/recommendations")]
    [InlineData("/v1/items/popular?limit=1000")]
    [InlineData("/v1/items/two%20words/similar")]
    public async Task A_bad_question_is_refused(string path)
    {
        using var client = retail.Storefront;

        using var response = await client.GetAsync(path);

        await response.ReadProblemAsync(HttpStatusCode.BadRequest);
    }

    /// <summary>Four items that ten shoppers buy together, once the index knows them.</summary>
    private async Task<string[]> SellTogetherAsync()
    {
        var set = await retail.PutItemsAsync(4);
        JsonObject[] purchases = [.. Enumerable.Range(0, 10)
            .SelectMany(_ => Together(Requests.NewId("shopper")))];
        await retail.RecordAsync(purchases);
        await Eventually.TrueAsync(
            async () => (await retail.GetAsync($"/v1/items/{set[0]}/similar")).ItemIds().Length >= 3, "the index knows the items");
        return set;

        IEnumerable<JsonObject> Together(string shopper) => set.Select(item => Requests.Purchase(shopper, item, daysAgo: 3));
    }
}
