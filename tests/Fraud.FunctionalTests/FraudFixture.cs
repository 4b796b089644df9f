using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Api.Data;
using Microsoft.Extensions.DependencyInjection;
using Platform.TestKit;

namespace Fraud.FunctionalTests;

/// <summary>The service on its own database and virtual host, shared by the tests: each uses ids of its own.</summary>
public sealed class FraudFixture() : ServiceFixture<Program>("frauddb")
{
    public HttpClient Payments => CreateClient(role: "payments");

    public HttpClient Analyst => CreateClient(role: "analyst");

    public HttpClient Importer => CreateClient(scopes: ["fraud.import"]);

    public Task<T> InDatabaseAsync<T>(Func<FraudDbContext, Task<T>> work) =>
        InScopeAsync(services => work(services.GetRequiredService<FraudDbContext>()));

    /// <summary>Sends a payment and returns the decision on it.</summary>
    public async Task<JsonObject> ScoreAsync(JsonObject payment)
    {
        using var client = Payments;
        using var response = await client.PostAsJsonAsync("/v1/transactions", payment);
        return await response.ReadOkAsync();
    }

    public async Task<JsonObject> GetAsync(string transactionId)
    {
        using var client = Analyst;
        using var response = await client.GetAsync($"/v1/transactions/{transactionId}");
        return await response.ReadOkAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class FraudCollection : ICollectionFixture<FraudFixture>
{
    public const string Name = "fraud";
}
