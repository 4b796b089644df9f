using System.Text.Json.Nodes;
using Healthcare.Api.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Healthcare.FunctionalTests;

/// <summary>The service on its own database and virtual host, shared by the tests: each uses ids of its own.</summary>
public sealed class HealthcareFixture() : ServiceFixture<Program>("healthcaredb")
{
    public HttpClient Radiographer => CreateClient(role: "radiographer");

    public HttpClient Radiologist => CreateClient(role: "radiologist");

    // Small, so that an upload beyond the limit stays small as well.
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Imaging:MaximumBytes", "300000")];

    public Task<T> InDatabaseAsync<T>(Func<HealthcareDbContext, Task<T>> work) =>
        InScopeAsync(services => work(services.GetRequiredService<HealthcareDbContext>()));

    public async Task<string> RegisteredScannerAsync(string? id = null)
    {
        id ??= Requests.NewId("scanner");
        using var client = Radiographer;
        using var response = await client.PutAsync($"/v1/scanners/{id}", Requests.Json(new JsonObject { ["location"] = "Emergency, room 2" }));
        await response.ReadOkAsync();
        return id;
    }

    public async Task<HttpResponseMessage> UploadAsync(Upload upload)
    {
        using var client = Radiographer;
        using var form = upload.ToForm();
        return await client.PostAsync("/v1/studies", form);
    }

    /// <summary>A study of a registered scanner, analysed.</summary>
    public async Task<JsonObject> UploadedAsync(Upload upload)
    {
        using var response = await UploadAsync(upload);
        return await response.ReadOkAsync();
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string role = "radiologist")
    {
        using var client = CreateClient(role: role);
        return await client.GetAsync(path);
    }

    public async Task<JsonObject> ReadAsync(string path, string role = "radiologist")
    {
        using var response = await GetAsync(path, role);
        return await response.ReadOkAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class HealthcareCollection : ICollectionFixture<HealthcareFixture>
{
    public const string Name = "healthcare";
}
