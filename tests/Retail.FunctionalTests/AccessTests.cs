using System.Net;
using System.Net.Http.Json;

namespace Retail.FunctionalTests;

[Collection(RetailCollection.Name)]
public sealed class AccessTests(RetailFixture retail)
{
    private static readonly string[] Roles =
        ["payments", "analyst", "storefront", "merchandiser", "shopper", "technician", "radiologist", "operator"];

    private static readonly string[] Scopes =
        ["retail.operate", "retail.inspect", "retail.catalogue", "retail.feedback", "retail.recommend", "retail.order", "retail.read", "retail.summary", "fraud.score"];

    private readonly AccessCheck<Program> _access = new(retail, Roles, Scopes);

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
        { "GET", "/v1/models/nobody", ["operator"], ["retail.operate"] },
        { "POST", "/v1/models/nobody/versions/1.0.0/serve", ["operator"], ["retail.operate"] },
        { "POST", "/v1/models/nobody/roll-back", ["operator"], ["retail.operate"] },
        { "PUT", "/v1/models/nobody/shadow/1.0.0", ["operator"], ["retail.operate"] },
        { "DELETE", "/v1/models/nobody/shadow", ["operator"], ["retail.operate"] },
        { "GET", "/v1/dead-letters", ["operator"], ["retail.operate"] },
        { "GET", $"/v1/dead-letters/{Guid.Empty}/content", ["merchandiser"], ["retail.inspect"] },
        { "POST", $"/v1/dead-letters/{Guid.Empty}/redrive", ["operator"], ["retail.operate"] },
        { "GET", $"/v1/dead-letters/{Guid.Empty}", ["operator"], ["retail.operate"] },
        { "GET", "/v1/dead-letters/actions", ["operator"], ["retail.operate"] },
        { "GET", "/v1/dead-letters/unsent", ["operator"], ["retail.operate"] },
        { "POST", "/v1/dead-letters/redrive", ["operator"], ["retail.operate"] },
        { "POST", $"/v1/dead-letters/{Guid.Empty}/discard", ["operator"], ["retail.operate"] },
        { "POST", $"/v1/dead-letters/unsent/{Guid.Empty}/redrive", ["operator"], ["retail.operate"] },
        { "POST", $"/v1/dead-letters/unsent/{Guid.Empty}/discard", ["operator"], ["retail.operate"] },
    };

    [Fact]
    public void Every_endpoint_stands_in_the_table_once() => _access.CoversAll(Endpoints);

    [Theory]
    [MemberData(nameof(Endpoints))]
    public Task Only_those_in_the_table_get_in(string method, string path, string[] roles, string[] scopes) =>
        _access.AdmitsOnlyAsync(method, path, roles, scopes);

    [Theory]
    [MemberData(nameof(Endpoints))]
    public Task Nobody_gets_in_without_a_token(string method, string path, string[] roles, string[] scopes)
    {
        _ = (roles, scopes);
        return _access.RefusesTheAnonymousAsync(method, path);
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
}
