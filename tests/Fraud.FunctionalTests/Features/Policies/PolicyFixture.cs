using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Fraud.FunctionalTests.Features.Policies;

/// <summary>The service with a clock that the tests move: nothing is refreshed and nothing comes into force by itself.</summary>
public sealed class PolicyFixture() : ServiceFixture<Program>("frauddb")
{
    /// <summary>Writes rules.</summary>
    public const string Ann = "ann";

    /// <summary>Approves them.</summary>
    public const string Ben = "ben";

    public override FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public static JsonObject Rule(string condition, string action = "decline", string name = "rule-1") => new()
    {
        ["name"] = name,
        ["condition"] = condition,
        ["action"] = action,
        ["reason"] = $"because of {name}",
    };

    public static JsonObject RuleSet(params JsonObject[] rules) => new() { ["title"] = "Test", ["rules"] = new JsonArray(rules), ["note"] = "for a test" };

    public HttpClient RiskManager(string subject) => CreateClient(role: "risk-manager", subject: subject);

    public async Task<HttpResponseMessage> SendAsync(string subject, HttpMethod method, string path, JsonObject? body = null)
    {
        using var client = RiskManager(subject);
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        return await client.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostAsync(string subject, string path, JsonObject? body = null) =>
        SendAsync(subject, HttpMethod.Post, path, body ?? []);

    public async Task<JsonObject> GetAsync(string path)
    {
        using var response = await SendAsync(Ann, HttpMethod.Get, path);
        return await response.ReadOkAsync();
    }

    /// <summary>A draft by Ann.</summary>
    public async Task<int> CreateAsync(params JsonObject[] rules)
    {
        using var response = await PostAsync(Ann, "/v1/rule-sets", RuleSet(rules));
        return (int)(await ReadCreatedAsync(response))["version"]!;
    }

    /// <summary>A version in force, approved by Ben.</summary>
    public async Task<int> ActivateAsync(params JsonObject[] rules)
    {
        var version = await CreateAsync(rules);
        await ApproveAsync(version);
        return version;
    }

    public async Task<JsonObject> ApproveAsync(int version, DateTimeOffset? from = null)
    {
        using var response = await PostAsync(Ben, $"/v1/rule-sets/{version}/approve", from is null ? [] : new JsonObject { ["effectiveFrom"] = Requests.Text(from.Value) });
        return await response.ReadOkAsync();
    }

    public async Task<string> StatusAsync(int version) => (string)(await GetAsync($"/v1/rule-sets/{version}"))["status"]!;

    public async Task<JsonObject> ScoreAsync(JsonObject payment)
    {
        using var client = CreateClient(role: "payments");
        using var response = await client.PostAsJsonAsync("/v1/transactions", payment);
        return await response.ReadOkAsync();
    }

    /// <summary>What is decided on a small payment of the customer.</summary>
    public async Task<string> DecisionAsync(string customer) => (string)(await ScoreAsync(Requests.Payment(customer: customer)))["decision"]!;

    public static async Task<JsonObject> ReadCreatedAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.Created, body);
        return JsonNode.Parse(body)!.AsObject();
    }

    public static string[] Codes(JsonObject decision) => [.. decision["reasons"]!.AsArray().Select(reason => (string)reason!["code"]!)];
}

[CollectionDefinition(Name)]
public sealed class PolicyCollection : ICollectionFixture<PolicyFixture>
{
    public const string Name = "policies";
}
