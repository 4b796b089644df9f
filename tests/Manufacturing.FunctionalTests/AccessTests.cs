using System.Net;
using System.Net.Http.Json;

namespace Manufacturing.FunctionalTests;

[Collection(ManufacturingCollection.Name)]
public sealed class AccessTests(ManufacturingFixture manufacturing)
{
    private static readonly string[] Roles =
        ["technician", "maintenance-planner", "operator", "payments", "analyst", "merchandiser", "shopper", "radiographer", "radiologist"];

    private static readonly string[] Scopes =
        ["manufacturing.register", "manufacturing.ingest", "manufacturing.read", "manufacturing.summary", "fraud.score", "healthcare.read"];

    public static TheoryData<string, string, string[], string[]> Endpoints => new()
    {
        { "PUT", "/v1/machines/nobody", ["maintenance-planner"], ["manufacturing.register"] },
        { "POST", "/v1/readings", ["technician"], ["manufacturing.ingest"] },
        { "GET", "/v1/machines/nobody", ["technician", "maintenance-planner"], ["manufacturing.read"] },
        { "GET", "/v1/machines", ["technician", "maintenance-planner"], ["manufacturing.read"] },
        { "GET", "/v1/summary", ["technician", "maintenance-planner", "operator"], ["manufacturing.summary"] },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Only_those_in_the_table_get_in(string method, string path, string[] roles, string[] scopes)
    {
        foreach (var role in Roles)
        {
            (await IsLetInAsync(method, path, manufacturing.CreateClient(role: role))).ShouldBe(roles.Contains(role), $"{role} at {path}");
        }

        foreach (var scope in Scopes)
        {
            (await IsLetInAsync(method, path, manufacturing.CreateClient(scopes: [scope]))).ShouldBe(scopes.Contains(scope), $"{scope} at {path}");
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Nobody_gets_in_without_a_token(string method, string path, string[] roles, string[] scopes)
    {
        _ = (roles, scopes);
        using var anonymous = manufacturing.CreateClient();

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

    // An empty object: whoever gets in is told what is missing, and nothing is stored.
    private static Task<HttpResponseMessage> SendAsync(string method, string path, HttpClient client) =>
        client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "GET" ? null : JsonContent.Create(new { }) });
}
