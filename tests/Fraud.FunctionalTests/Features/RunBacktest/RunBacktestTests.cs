using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Api.Data.Policies;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Inference;

namespace Fraud.FunctionalTests.Features.RunBacktest;

[Collection(FraudCollection.Name)]
public sealed class RunBacktestTests(FraudFixture fraud) : IDisposable
{
    private readonly HttpClient _client = fraud.CreateClient(role: "risk-manager", subject: "rita");

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Thresholds_are_tried_on_decisions_and_reported_as_a_naive_count_has_it()
    {
        var from = Day(2021, 3, 1);
        var stored = await fraud.StoreAsync(from, payments: 400, days: 8);

        var (id, report) = await ReportAsync(Request(from, 8, thresholds: (.2, .6)));

        var (live, candidate) = (Naive(stored, p => RiskHistory.Thresholds.Decide(p.Decision!.Score)), Naive(stored, p => new Thresholds(.2, .6).Decide(p.Decision!.Score)));
        Counts(report["live"]!).ShouldBe(live);
        Counts(report["candidate"]!).ShouldBe(candidate);
        ((int)report["payments"]!, (int)report["decided"]!, (int)report["days"]!).ShouldBe((400, 400, 8));
        ((decimal)report["difference"]!["fraudCaught"]!["value"]!).ShouldBe(candidate.CaughtValue - live.CaughtValue);
        report["byDay"]!.AsArray().Sum(day => (int)day!["candidateAlerts"]!).ShouldBe(candidate.Reviews + candidate.Declines);
        var status = await GetAsync($"/v1/backtests/{id}");
        ((string?)status["state"], (double)status["progress"]!, (string?)status["requestedBy"]).ShouldBe(("completed", 1.0, "rita"));
    }

    [Fact]
    public async Task A_model_scores_imported_history_from_what_was_known_at_each_payment()
    {
        var from = Day(2020, 3, 1);
        var stored = await fraud.StoreAsync(from, payments: 500, days: 50, decided: false, customers: 15);

        var (_, report) = await ReportAsync(Request(from.AddDays(20), 30, model: FraudFixture.Other));

        // The facts by their definition, one payment at a time; the candidate is the serving model under another version.
        var models = fraud.Services.GetRequiredKeyedService<ModelHost>("fraud");
        var history = new RollingHistory<string>();
        var judged = stored.ToDictionary(p => p.Id, p => models.Judge(history.Next(
            p.At, p.CustomerId, p.TerminalId, p.BaseAmount, p.Verdict == Verdict.Chargeback ? p.LabelledAt : null)).Outcome);
        var naive = Naive([.. stored.Where(p => p.At >= from.AddDays(20))], p => judged[p.Id]);
        Counts(report["candidate"]!).ShouldBe(naive);
        Counts(report["live"]!).ShouldBe(naive);
        ((int)report["imported"]!, (int)report["changed"]!, (string?)report["liveModelVersion"]).ShouldBe((300, 0, FraudFixture.Shipped));
        (naive.Reviews + naive.Declines).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Facts_made_anew_are_those_that_the_decisions_recorded()
    {
        var from = Day(2021, 4, 1);
        await fraud.StoreAsync(from, payments: 200, days: 20, customers: 10);
        var request = Request(from, 20, model: FraudFixture.Other);
        var (_, recorded) = await ReportAsync(request);
        request["computeFacts"] = true;

        var (_, computed) = await ReportAsync(request);

        JsonNode.DeepEquals(recorded, computed).ShouldBeTrue();
    }

    [Fact]
    public async Task Rules_are_tried_on_top_of_what_the_model_said()
    {
        var from = Day(2021, 5, 1);
        var stored = await fraud.StoreAsync(from, payments: 100, days: 2);
        const int version = 7_001;
        await fraud.InDatabaseAsync(async database =>
        {
            database.RuleSets.Add(new StoredRuleSet
            {
                Version = version,
                Title = "Large",
                CreatedBy = "rita",
                CreatedAt = from,
                Rules = [new Rule("large", "amount >= 500", RuleAction.Decline, "a large payment")],
            });
            return await database.SaveChangesAsync();
        });

        var (_, report) = await ReportAsync(Request(from, 2, rules: version));

        Counts(report["candidate"]!).ShouldBe(Naive(stored, p => p.Amount >= 500 ? Outcome.Decline : p.Decision!.Outcome));
    }

    [Fact]
    public async Task One_that_runs_is_cancelled_and_live_decisions_go_on_untouched()
    {
        var from = Day(2021, 7, 1);
        await fraud.StoreAsync(from, payments: 3_000, days: 30);
        var before = await DigestAsync(from);
        var id = await StartAsync(Request(from, 30, model: FraudFixture.Other));
        await Eventually.TrueAsync(async () => (string?)(await GetAsync($"/v1/backtests/{id}"))["state"] == "running", "it runs");

        ((string?)(await fraud.ScoreAsync(Requests.Payment()))["decision"]).ShouldBe("approve");
        using var cancelled = await _client.PostAsync($"/v1/backtests/{id}/cancel", content: null);
        ((string?)(await cancelled.ReadOkAsync())["state"]).ShouldBe("cancelled");

        // The next one is taken: the run has let go.
        await ReportAsync(Request(from, 1, thresholds: (.5, .5)));
        ((string?)(await GetAsync($"/v1/backtests/{id}"))["state"]).ShouldBe("cancelled");
        using var report = await _client.GetAsync($"/v1/backtests/{id}/report");
        await report.ReadProblemAsync(HttpStatusCode.Conflict);
        (await DigestAsync(from)).ShouldBe(before);
    }

    [Fact]
    public async Task One_whose_replica_died_is_begun_anew_and_has_failed_after_three_times()
    {
        var from = Day(2021, 9, 1);
        await fraud.StoreAsync(from, payments: 20, days: 1);
        var (id, first) = await ReportAsync(Request(from, 1, thresholds: (.5, .5)));

        await DieAsync(id, attempts: 1);
        await EndedAsync(id, "completed");
        ((int)(await GetAsync($"/v1/backtests/{id}"))["attempts"]!).ShouldBe(2);
        JsonNode.DeepEquals(first, await GetAsync($"/v1/backtests/{id}/report")).ShouldBeTrue();

        await DieAsync(id, attempts: 3);
        await EndedAsync(id, "failed");
        ((string?)(await GetAsync($"/v1/backtests/{id}"))["failure"]).ShouldBe("It was interrupted 3 times.");
    }

    [Theory]
    [InlineData("""{"from":"2021-01-01T00:00:00Z","until":"2021-02-01T00:00:00Z"}""", "modelVersion")]
    [InlineData("""{"from":"2021-01-01T00:00:00Z","until":"2021-02-01T00:00:00Z","modelVersion":"9.9.9"}""", "modelVersion")]
    [InlineData("""{"from":"2021-01-01T00:00:00Z","until":"2021-02-01T00:00:00Z","ruleSetVersion":99999}""", "ruleSetVersion")]
    [InlineData("""{"from":"2021-01-01T00:00:00Z","until":"2021-02-01T00:00:00Z","thresholds":{"review":0.9,"decline":0.5}}""", "thresholds")]
    [InlineData("""{"from":"2021-02-01T00:00:00Z","until":"2021-01-01T00:00:00Z","modelVersion":"1.0.1"}""", "until")]
    [InlineData("""{"from":"2020-01-01T00:00:00Z","until":"2022-01-01T00:00:00Z","modelVersion":"1.0.1"}""", "until")]
    public async Task What_cannot_be_run_is_refused(string body, string member)
    {
        using var response = await _client.PostAsync("/v1/backtests", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, member);
    }

    [Fact]
    public async Task One_that_nobody_asked_for_is_not_found()
    {
        foreach (var path in (string[])["", "/report"])
        {
            using var response = await _client.GetAsync($"/v1/backtests/{Guid.Empty}{path}");
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    private static JsonObject Request(
        DateTimeOffset from, int days, string? model = null, (double Review, double Decline)? thresholds = null, int? rules = null) => new()
        {
            ["from"] = Requests.Text(from),
            ["until"] = Requests.Text(from.AddDays(days)),
            ["modelVersion"] = model,
            ["thresholds"] = thresholds is { } t ? new JsonObject { ["review"] = t.Review, ["decline"] = t.Decline } : null,
            ["ruleSetVersion"] = rules,
            ["cards"] = 5,
        };

    private async Task<Guid> StartAsync(JsonObject request)
    {
        using var response = await _client.PostAsJsonAsync("/v1/backtests", request);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        return (Guid)(await response.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    private async Task<(Guid Id, JsonObject Report)> ReportAsync(JsonObject request)
    {
        var id = await StartAsync(request);
        await EndedAsync(id, "completed");
        return (id, await GetAsync($"/v1/backtests/{id}/report"));
    }

    private Task EndedAsync(Guid id, string state) =>
        Eventually.TrueAsync(async () => (string?)(await GetAsync($"/v1/backtests/{id}"))["state"] == state, $"it is {state}");

    private async Task<JsonObject> GetAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        return await response.ReadOkAsync();
    }

    // As a replica leaves one that is killed: running, and silent for longer than it may be.
    private Task<int> DieAsync(Guid id, int attempts) => fraud.InDatabaseAsync(database => database.Database.ExecuteSqlAsync(
        $"UPDATE fraud.backtests SET state = 'Running', run_id = {Guid.Empty}, alive_until = '2021-01-01', attempts = {attempts}, report = NULL, finished_at = NULL WHERE id = {id}"));

    private Task<string> DigestAsync(DateTimeOffset from) => fraud.InDatabaseAsync(database => database.Database.SqlQuery<string>(
        $"SELECT md5(string_agg(d::text || t::text, '' ORDER BY t.id)) AS \"Value\" FROM fraud.decisions d JOIN fraud.transactions t ON t.id = d.transaction_id WHERE t.at >= {from} AND t.at < {from.AddDays(30)}").SingleAsync());

    private sealed record SideCounts(int Reviews, int Declines, int Caught, decimal CaughtValue, int GenuineDeclined, int GenuineReviewed, int CustomersStopped);

    private static SideCounts Counts(JsonNode side) => new(
        (int)side["reviews"]!,
        (int)side["declines"]!,
        (int)side["fraudCaught"]!["number"]!,
        (decimal)side["fraudCaught"]!["value"]!,
        (int)side["genuineDeclined"]!["number"]!,
        (int)side["genuineReviewed"]!,
        (int)side["customersStopped"]!);

    private static SideCounts Naive(Transaction[] payments, Func<Transaction, Outcome> judge) => new(
        payments.Count(p => judge(p) == Outcome.Review),
        payments.Count(p => judge(p) == Outcome.Decline),
        payments.Count(p => p.IsFraud() == true && judge(p) != Outcome.Approve),
        payments.Where(p => p.IsFraud() == true && judge(p) != Outcome.Approve).Sum(p => p.BaseAmount),
        payments.Count(p => p.IsFraud() == false && judge(p) == Outcome.Decline),
        payments.Count(p => p.IsFraud() == false && judge(p) == Outcome.Review),
        payments.Where(p => p.IsFraud() == false && judge(p) == Outcome.Decline).Select(p => p.CustomerId).Distinct().Count());

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
