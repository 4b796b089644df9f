using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Retail.FunctionalTests.Features;

[Collection(RetailCollection.Name)]
public sealed class PutCatalogueItemsTests(RetailFixture retail)
{
    [Fact]
    public async Task Items_are_added_changed_or_left_as_they_are()
    {
        var (old, same) = (Requests.Item(), Requests.Item());
        await PutAsync(Requests.Catalogue(old, same));

        var change = await PutAsync(Requests.Catalogue(old.With("price", 3.75m), same, Requests.Item()));

        ((int)change["added"]!, (int)change["changed"]!, (int)change["unchanged"]!).ShouldBe((1, 1, 1));
        var id = (string)old["id"]!;
        (await retail.InDatabaseAsync(database => database.Items.SingleAsync(item => item.Id == id))).Price.ShouldBe(3.75m);
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        { "price", "0", "price" },
        { "price", "-1", "price" },
        { "price", "1000001", "price" },
        { "price", "1.00001", "price" },
        { "price", "\"2.50\"", "price" },
        { "price", "\"NaN\"", "price" },
        { "price", "NaN", "" },
        { "price", "null", "price" },
        { "currency", "\"XXX\"", "currency" },
        { "currency", "\"gbp\"", "currency" },
        { "title", "\"\"", "title" },
        { "title", "7", "title" },
        { "id", "\"two words\"", "id" },
        { "available", "\"yes\"", "available" },
        { "colour", "\"red\"", "" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_bad_item_is_refused_and_nothing_is_stored(string member, string value, string named)
    {
        var good = Requests.Item();
        var text = Requests.Catalogue(good, Requests.Item().With(member, "HERE")).ToJsonString().Replace("\"HERE\"", value, StringComparison.Ordinal);
        using var client = retail.Merchandiser;

        using var response = await client.PutAsync("/v1/catalogue/items", new StringContent(text, Encoding.UTF8, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain(named, Case.Insensitive);
        await ShouldNotBeStoredAsync(good);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("title")]
    [InlineData("price")]
    [InlineData("currency")]
    public async Task A_missing_member_is_refused(string member)
    {
        using var client = retail.Merchandiser;

        using var response = await client.PutAsJsonAsync("/v1/catalogue/items", Requests.Catalogue(Requests.Item().Without(member)));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_item_that_comes_twice_is_refused()
    {
        var item = Requests.Item();
        using var client = retail.Merchandiser;

        using var response = await client.PutAsJsonAsync("/v1/catalogue/items", Requests.Catalogue(item, item));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "items");
        await ShouldNotBeStoredAsync(item);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task Too_few_or_too_many_are_refused(int count)
    {
        using var client = retail.Merchandiser;

        using var response = await client.PutAsJsonAsync(
            "/v1/catalogue/items", Requests.Catalogue([.. Enumerable.Range(0, count).Select(_ => Requests.Item())]));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "items");
    }

    private async Task<JsonObject> PutAsync(JsonObject request)
    {
        using var client = retail.Merchandiser;
        using var response = await client.PutAsJsonAsync("/v1/catalogue/items", request);
        return await response.ReadOkAsync();
    }

    private async Task ShouldNotBeStoredAsync(JsonObject item)
    {
        var id = (string)item["id"]!;
        (await retail.InDatabaseAsync(database => database.Items.AnyAsync(known => known.Id == id))).ShouldBeFalse();
    }
}
