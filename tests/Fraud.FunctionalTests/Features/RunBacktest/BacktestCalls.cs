using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Api.Data.Policies;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Rules;

namespace Fraud.FunctionalTests.Features.RunBacktest;

/// <summary>A risk manager who asks for backtests and waits for them.</summary>
public abstract class BacktestCalls(FraudFixture fraud) : IDisposable
{
    private readonly HttpClient _client = fraud.CreateClient(role: "risk-manager", subject: "rita");

    protected FraudFixture Fraud => fraud;

    protected HttpClient Client => _client;

    public void Dispose()
    {
        _client.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static JsonObject Request(
        DateTimeOffset from, int days, string? model = null, (double Review, double Decline)? thresholds = null, int? rules = null) => new()
        {
            ["from"] = Requests.Text(from),
            ["until"] = Requests.Text(from.AddDays(days)),
            ["modelVersion"] = model,
            ["thresholds"] = thresholds is { } t ? new JsonObject { ["review"] = t.Review, ["decline"] = t.Decline } : null,
            ["ruleSetVersion"] = rules,
            ["cards"] = 5,
        };

    protected async Task<Guid> StartAsync(JsonObject request)
    {
        using var response = await _client.PostAsJsonAsync("/v1/backtests", request);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        return (Guid)(await response.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    protected async Task<(Guid Id, JsonObject Report)> ReportAsync(JsonObject request)
    {
        var id = await StartAsync(request);
        await EndedAsync(id, "completed");
        return (id, await GetAsync($"/v1/backtests/{id}/report"));
    }

    protected Task EndedAsync(Guid id, string state) =>
        Eventually.TrueAsync(async () => (string?)(await GetAsync($"/v1/backtests/{id}"))["state"] == state, $"it is {state}");

    protected async Task<JsonObject> GetAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        return await response.ReadOkAsync();
    }

    protected sealed record SideCounts(int Reviews, int Declines, int Caught, decimal CaughtValue, int GenuineDeclined, int GenuineReviewed, int CustomersStopped);

    protected static SideCounts Counts(JsonNode side) => new(
        (int)side["reviews"]!,
        (int)side["declines"]!,
        (int)side["fraudCaught"]!["number"]!,
        (decimal)side["fraudCaught"]!["value"]!,
        (int)side["genuineDeclined"]!["number"]!,
        (int)side["genuineReviewed"]!,
        (int)side["customersStopped"]!);

    protected static SideCounts Naive(Transaction[] payments, Func<Transaction, Outcome> judge) => new(
        payments.Count(p => judge(p) == Outcome.Review),
        payments.Count(p => judge(p) == Outcome.Decline),
        payments.Count(p => p.IsFraud() == true && judge(p) != Outcome.Approve),
        payments.Where(p => p.IsFraud() == true && judge(p) != Outcome.Approve).Sum(p => p.BaseAmount),
        payments.Count(p => p.IsFraud() == false && judge(p) == Outcome.Decline),
        payments.Count(p => p.IsFraud() == false && judge(p) == Outcome.Review),
        payments.Where(p => p.IsFraud() == false && judge(p) == Outcome.Decline).Select(p => p.CustomerId).Distinct().Count());

    protected static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A version of the rules that declines on a condition, for backtests alone.</summary>
    protected Task RulesAsync(int version, string condition) => fraud.InDatabaseAsync(database =>
    {
        database.RuleSets.Add(new StoredRuleSet
        {
            Version = version,
            Title = "To try",
            CreatedBy = "rita",
            CreatedAt = Requests.Now,
            Rules = [new Rule("to-try", condition, RuleAction.Decline, "to be tried")],
        });
        return database.SaveChangesAsync();
    });
}
