using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Contracts.V1;
using Microsoft.Extensions.DependencyInjection;
using Retail.Api.Data;

namespace Retail.FunctionalTests;

/// <summary>The service on its own database and virtual host, shared by the tests: each uses ids of its own.</summary>
public class RetailFixture() : ServiceFixture<Program>("retaildb")
{
    public HttpClient Storefront => CreateClient(role: "storefront");

    public HttpClient Merchandiser => CreateClient(role: "merchandiser");

    // Indexes at once, so that tests need not wait; and a short patience for followers.
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => new Dictionary<string, string?>
    {
        ["Recommendations:RebuildCheck"] = "00:00:00.100",
        ["Recommendations:RebuildShare"] = "1",
        ["Recommendations:RebuildGrowth"] = "0",
        ["Recommendations:RetentionCheck"] = "00:00:00.500",
        ["Follow:TimeLimit"] = "00:00:03",
        ["Follow:Interval"] = "00:00:00.020",
    };

    public Task<T> InDatabaseAsync<T>(Func<RetailDbContext, Task<T>> work) =>
        InScopeAsync(services => work(services.GetRequiredService<RetailDbContext>()));

    /// <summary>Puts items of one price into the catalogue.</summary>
    public async Task<string[]> PutItemsAsync(int count, decimal price = 2.50m)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Requests.NewId("item")).ToArray();
        using var client = Merchandiser;
        using var response = await client.PutAsJsonAsync(
            "/v1/catalogue/items", Requests.Catalogue([.. ids.Select(id => Requests.Item(id, price))]));
        await response.ReadOkAsync();
        return ids;
    }

    public async Task RecordAsync(params JsonObject[] feedback)
    {
        using var client = Storefront;
        using var response = await client.PostAsJsonAsync("/v1/feedback", Requests.Feedback(feedback));
        await response.ReadOkAsync();
    }

    public async Task<JsonObject> GetAsync(string path)
    {
        using var client = Storefront;
        using var response = await client.GetAsync(path);
        return await response.ReadOkAsync();
    }

    /// <summary>Places an order of one piece of each item.</summary>
    public async Task<JsonObject> PlaceAsync(string shopperId, params string[] itemIds)
    {
        using var client = Storefront;
        using var response = await client.PostAsJsonAsync("/v1/orders", Requests.Order(shopperId, itemIds));
        var body = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(body);
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>Publishes Fraud's decision on an order, as Fraud does.</summary>
    public Task<Guid> ScreenAsync(Guid? orderId, ScreeningDecision decision, Guid? messageId = null) => Broker.PublishAsync(
        TransactionScreened.Type,
        new TransactionScreened(
            $"order-{orderId:N}", orderId, "shopper", decision, .5, .4, decision == ScreeningDecision.Approve ? [] : ["amount"], "fraud", "1.0.0", Requests.Now),
        FraudContractsJson.Default.TransactionScreened,
        messageId,
        queue: "retail.fraud.transaction-screened.v1");

    public async Task<string> StatusAsync(Guid orderId) => (string)(await GetAsync($"/v1/orders/{orderId}"))["status"]!;
}

[CollectionDefinition(Name)]
public sealed class RetailCollection : ICollectionFixture<RetailFixture>
{
    public const string Name = "retail";
}
