using System.Net;
using System.Text.Json.Nodes;

namespace Healthcare.FunctionalTests;

[Collection(HealthcareCollection.Name)]
public sealed class AccessTests(HealthcareFixture healthcare)
{
    private static readonly string[] Roles =
        ["radiographer", "radiologist", "operator", "payments", "storefront", "shopper", "technician", "maintenance-planner"];

    private static readonly string[] Scopes =
        ["healthcare.upload", "healthcare.read", "healthcare.register", "healthcare.summary", "fraud.score", "manufacturing.ingest"];

    public static TheoryData<string, string, string[], string[]> Endpoints => new()
    {
        { "POST", "/v1/studies", ["radiographer"], ["healthcare.upload"] },
        { "GET", "/v1/studies/unknown", ["radiologist"], ["healthcare.read"] },
        { "GET", "/v1/studies/unknown/heat-map", ["radiologist"], ["healthcare.read"] },
        { "GET", "/v1/worklist", ["radiologist"], ["healthcare.read"] },
        { "PUT", "/v1/scanners/bad%20id", ["radiographer"], ["healthcare.register"] },
        { "GET", "/v1/scanners", ["radiographer", "radiologist"], ["healthcare.read", "healthcare.register"] },
        { "GET", "/v1/summary", ["radiologist", "operator"], ["healthcare.summary"] },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Only_those_in_the_table_get_in(string method, string path, string[] roles, string[] scopes)
    {
        foreach (var role in Roles)
        {
            (await IsLetInAsync(method, path, healthcare.CreateClient(role: role))).ShouldBe(roles.Contains(role), $"{role} at {path}");
        }

        foreach (var scope in Scopes)
        {
            (await IsLetInAsync(method, path, healthcare.CreateClient(scopes: [scope]))).ShouldBe(scopes.Contains(scope), $"{scope} at {path}");
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Nobody_gets_in_without_a_token(string method, string path, string[] roles, string[] scopes)
    {
        _ = (roles, scopes);
        using var anonymous = healthcare.CreateClient(role: null);

        using var response = await SendAsync(method, path, anonymous);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
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

    // Nothing complete: whoever gets in is told what is missing, and nothing is stored.
    private static Task<HttpResponseMessage> SendAsync(string method, string path, HttpClient client) =>
        client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = method switch
            {
                "POST" => new Upload("incomplete", null, null, null).ToForm(),
                "PUT" => Requests.Json(new JsonObject()),
                _ => null,
            },
        });
}
