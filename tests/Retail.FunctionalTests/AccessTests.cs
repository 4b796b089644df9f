using System.Net;
using System.Net.Http.Json;

namespace Retail.FunctionalTests;

[Collection(RetailCollection.Name)]
public sealed class AccessTests(RetailFixture retail)
{
    private static readonly string[] Roles =
        ["payments", "analyst", "storefront", "merchandiser", "shopper", "technician", "radiologist", "operator"];

    private static readonly string[] Scopes =
        ["retail.catalogue", "retail.feedback", "retail.recommend", "retail.order", "retail.read", "retail.summary", "fraud.score"];

    public static TheoryData<string, string, string[], string[]> Endpoints => new()
    {
        { "PUT", "/v1/catalogue/items", ["merchandiser"], ["retail.catalogue"] },
        { "POST", "/v1/feedback", ["storefront"], ["retail.feedback"] },
        { "GET", "/v1/shoppers/tester/recommendations", ["storefront", "merchandiser", "shopper"], ["retail.recommend"] },
        { "GET", $"/v1/recommendations/{Guid.Empty}", ["storefront", "merchandiser", "shopper"], ["retail.read"] },
        { "GET", "/v1/items/none/similar", ["storefront", "merchandiser", "shopper"], ["retail.recommend"] },
        { "GET", "/v1/items/popular", ["storefront", "merchandiser", "shopper"], ["retail.recommend"] },
        { "POST", "/v1/orders", ["storefront", "shopper"], ["retail.order"] },
        { "GET", $"/v1/orders/{Guid.Empty}", ["storefront", "merchandiser", "shopper"], ["retail.read"] },
        { "GET", $"/v1/orders/{Guid.Empty}/events", ["storefront", "merchandiser", "shopper"], ["retail.read"] },
        { "GET", "/v1/summary", ["merchandiser", "operator"], ["retail.summary"] },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Only_those_in_the_table_get_in(string method, string path, string[] roles, string[] scopes)
    {
        foreach (var role in Roles)
        {
            (await IsLetInAsync(method, path, retail.CreateClient(role: role))).ShouldBe(roles.Contains(role), $"{role} at {path}");
        }

        foreach (var scope in Scopes)
        {
            (await IsLetInAsync(method, path, retail.CreateClient(scopes: [scope]))).ShouldBe(scopes.Contains(scope), $"{scope} at {path}");
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Nobody_gets_in_without_a_token(string method, string path, string[] roles, string[] scopes)
    {
        _ = (roles, scopes);
        using var anonymous = retail.CreateClient(role: null);

        using var response = await SendAsync(method, path, anonymous);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_shopper_gets_no_recommendations_of_another()
    {
        using var shopper = retail.CreateClient(role: "shopper", subject: Requests.NewId("shopper"));

        using var response = await shopper.GetAsync("/v1/shoppers/somebody-else/recommendations");

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_shopper_places_no_order_for_another()
    {
        var items = await retail.PutItemsAsync(1);
        using var shopper = retail.CreateClient(role: "shopper", subject: Requests.NewId("shopper"));

        using var response = await shopper.PostAsJsonAsync("/v1/orders", Requests.Order("somebody-else", items));

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/events")]
    public async Task A_shopper_sees_own_orders_and_no_others(string suffix)
    {
        var items = await retail.PutItemsAsync(1);
        var shopperId = Requests.NewId("shopper");
        var order = await retail.PlaceAsync(shopperId, items);
        await retail.ScreenAsync(order.OrderId(), Fraud.Contracts.V1.ScreeningDecision.Approve);
        using var owner = retail.CreateClient(role: "shopper", subject: shopperId);
        using var other = retail.CreateClient(role: "shopper", subject: Requests.NewId("shopper"));

        using var own = await owner.GetAsync($"/v1/orders/{order.OrderId()}{suffix}");
        using var foreign = await other.GetAsync($"/v1/orders/{order.OrderId()}{suffix}");

        own.StatusCode.ShouldBe(HttpStatusCode.OK);
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<bool> IsLetInAsync(string method, string path, HttpClient caller)
    {
        using (caller)
        {
            using var response = await SendAsync(method, path, caller);
            response.StatusCode.ShouldNotBe(HttpStatusCode.Unauthorized);
            return response.StatusCode != HttpStatusCode.Forbidden;
        }
    }

    // An empty object: whoever gets in is told what is missing, and nothing is stored.
    private static Task<HttpResponseMessage> SendAsync(string method, string path, HttpClient client) =>
        client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "GET" ? null : JsonContent.Create(new { }) });
}
