using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Manufacturing.Api.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Manufacturing.FunctionalTests;

/// <summary>The service on its own database and virtual host, shared by the tests: each uses machines of its own.</summary>
public sealed class ManufacturingFixture() : ServiceFixture<Program>("manufacturingdb")
{
    public HttpClient Planner => CreateClient(role: "maintenance-planner");

    public HttpClient Technician => CreateClient(role: "technician");

    public Task<T> InDatabaseAsync<T>(Func<ManufacturingDbContext, Task<T>> work) =>
        InScopeAsync(services => work(services.GetRequiredService<ManufacturingDbContext>()));

    /// <summary>A machine that nobody else uses.</summary>
    public async Task<string> RegisteredAsync(string kind = "engine", double limit = 30)
    {
        var id = Requests.NewId(kind);
        using var client = Planner;
        using var response = await client.PutAsJsonAsync($"/v1/machines/{id}", Requests.Machine(kind, limit));
        response.EnsureSuccessStatusCode();
        return id;
    }

    /// <summary>Sends readings and returns what was predicted.</summary>
    public async Task<JsonObject> RecordAsync(JsonObject request)
    {
        using var client = Technician;
        using var response = await client.PostAsJsonAsync("/v1/readings", request);
        return await response.ReadOkAsync();
    }

    public async Task<JsonObject> GetAsync(string machineId)
    {
        using var client = Technician;
        using var response = await client.GetAsync($"/v1/machines/{machineId}");
        return await response.ReadOkAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class ManufacturingCollection : ICollectionFixture<ManufacturingFixture>
{
    public const string Name = "manufacturing";
}
