using System.Net;
using System.Net.Http.Json;
using Shouldly;

namespace Platform.TestKit;

/// <summary>Tries an endpoint as everybody, and sees who gets in.</summary>
/// <typeparam name="TProgram">The service's Program.</typeparam>
/// <param name="service">The service.</param>
/// <param name="roles">People that are tried: those who may and those who may not.</param>
/// <param name="scopes">Programs that are tried.</param>
/// <param name="body">
/// What is sent to a path, where that is no JSON. Nothing complete: whoever gets in is told what is missing, and nothing is stored.
/// </param>
public sealed class AccessCheck<TProgram>(
    ServiceFixture<TProgram> service, string[] roles, string[] scopes, Func<string, HttpContent?>? body = null)
    where TProgram : class
{
    /// <summary>Every endpoint of the service stands in the table, once: none is forgotten.</summary>
    /// <param name="table">Rows that begin with method and path.</param>
    public void CoversAll(IEnumerable<object[]> table)
    {
        var served = ServedEndpoint.AllOf(service);

        var inTable = table.Select(row => ServedEndpoint.For(served, (string)row[0], (string)row[1])?.ToString() ?? $"nothing at {row[0]} {row[1]}");

        inTable.Order().ShouldBe(served.Select(endpoint => endpoint.ToString()).Order());
    }

    /// <summary>Only people with one of these roles and programs with one of these scopes get in.</summary>
    public async Task AdmitsOnlyAsync(string method, string path, string[] admittedRoles, string[] admittedScopes)
    {
        foreach (var role in roles)
        {
            (await IsLetInAsync(method, path, service.CreateClient(role: role))).ShouldBe(admittedRoles.Contains(role), $"{role} at {path}");
        }

        foreach (var scope in scopes)
        {
            (await IsLetInAsync(method, path, service.CreateClient(scopes: [scope]))).ShouldBe(admittedScopes.Contains(scope), $"{scope} at {path}");
        }
    }

    /// <summary>Nobody gets in without a token.</summary>
    public async Task RefusesTheAnonymousAsync(string method, string path)
    {
        using var anonymous = service.CreateClient();

        using var response = await SendAsync(method, path, anonymous);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<bool> IsLetInAsync(string method, string path, HttpClient caller)
    {
        using (caller)
        {
            using var response = await SendAsync(method, path, caller);
            response.StatusCode.ShouldNotBe(HttpStatusCode.Unauthorized);
            return response.StatusCode != HttpStatusCode.Forbidden;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, HttpClient client)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body?.Invoke(path) ?? Empty(method) };
        return await client.SendAsync(request);
    }

    private static JsonContent? Empty(string method) => method == "GET" ? null : JsonContent.Create(new { });
}
