using System.Net;
using System.Net.Http.Json;

namespace Fraud.FunctionalTests;

[Collection(FraudCollection.Name)]
public sealed class AccessTests(FraudFixture fraud)
{
    private static readonly string[] Roles =
        ["payments", "analyst", "risk-manager", "storefront", "merchandiser", "shopper", "technician", "radiologist", "operator"];

    private static readonly string[] Scopes =
        ["fraud.score", "fraud.read", "fraud.label", "fraud.import", "fraud.summary", "retail.order", "healthcare.read"];

    public static TheoryData<string, string, string[], string[]> Endpoints => new()
    {
        { "POST", "/v1/transactions", ["payments"], ["fraud.score"] },
        { "GET", "/v1/transactions/nobody", ["analyst", "risk-manager"], ["fraud.read"] },
        { "POST", "/v1/labels", ["analyst", "risk-manager"], ["fraud.label"] },
        { "POST", "/v1/transactions/import", [], ["fraud.import"] },
        { "GET", "/v1/summary", ["analyst", "risk-manager", "operator"], ["fraud.summary"] },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Only_those_in_the_table_get_in(string method, string path, string[] roles, string[] scopes)
    {
        foreach (var role in Roles)
        {
            (await IsLetInAsync(method, path, fraud.CreateClient(role: role))).ShouldBe(roles.Contains(role), $"{role} at {path}");
        }

        foreach (var scope in Scopes)
        {
            (await IsLetInAsync(method, path, fraud.CreateClient(scopes: [scope]))).ShouldBe(scopes.Contains(scope), $"{scope} at {path}");
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Nobody_gets_in_without_a_token(string method, string path, string[] roles, string[] scopes)
    {
        _ = (roles, scopes);
        using var anonymous = fraud.CreateClient(role: null);

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
        client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? JsonContent.Create(new { }) : null });
}
