using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Api.Features.RunBacktest;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fraud.FunctionalTests.Features.RunBacktest;

/// <summary>How backtests are asked for, begun, interrupted and ended.</summary>
[Collection(FraudCollection.Name)]
public sealed class BacktestRunnerTests(FraudFixture fraud) : BacktestCalls(fraud)
{
    [Fact]
    public async Task One_that_would_end_in_an_error_each_time_has_failed_at_once_and_says_with_which()
    {
        var from = Day(2022, 2, 1);
        var stored = await Fraud.StoreAsync(from, payments: 5, days: 1);
        var (broken, id) = (stored[3].Id, Guid.Empty);
        await Fraud.InDatabaseAsync(database => database.Database.ExecuteSqlAsync($"UPDATE fraud.decisions SET facts = '[1]' WHERE transaction_id = {broken}"));
        try
        {
            id = await StartAsync(Request(from, 1, model: FraudFixture.Other));
            await EndedAsync(id, "failed");
        }
        finally
        {
            await Fraud.InDatabaseAsync(database => database.Database.ExecuteSqlAsync($"UPDATE fraud.decisions SET facts = '{{}}' WHERE transaction_id = {broken}"));
        }

        var status = await GetAsync($"/v1/backtests/{id}");
        ((int)status["attempts"]!).ShouldBe(1);
        ((string)status["failure"]!).ShouldContain("JsonException");
    }

    [Fact]
    public async Task One_that_runs_is_cancelled_and_live_decisions_go_on_untouched()
    {
        var from = Day(2021, 7, 1);
        await Fraud.StoreAsync(from, payments: 3_000, days: 30);
        var before = await DigestAsync(from);
        var id = await StartAsync(Request(from, 30, model: FraudFixture.Other));
        await Eventually.TrueAsync(async () => (string?)(await GetAsync($"/v1/backtests/{id}"))["state"] == "running", "it runs");

        ((string?)(await Fraud.ScoreAsync(Requests.Payment()))["decision"]).ShouldBe("approve");
        using var cancelled = await Client.PostAsync($"/v1/backtests/{id}/cancel", content: null);
        var status = await cancelled.ReadOkAsync();
        ((string?)status["state"], (string?)status["cancelledBy"]).ShouldBe(("cancelled", "rita"));

        // The next one is taken: the run has let go.
        await ReportAsync(Request(from, 1, thresholds: (.5, .5)));
        ((string?)(await GetAsync($"/v1/backtests/{id}"))["state"]).ShouldBe("cancelled");
        using var report = await Client.GetAsync($"/v1/backtests/{id}/report");
        await report.ReadProblemAsync(HttpStatusCode.Conflict);
        (await DigestAsync(from)).ShouldBe(before);
    }

    [Fact]
    public async Task One_whose_replica_died_is_begun_anew_and_has_failed_after_three_times()
    {
        var from = Day(2021, 9, 1);
        await Fraud.StoreAsync(from, payments: 20, days: 1);
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
        using var response = await Client.PostAsync("/v1/backtests", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, member);
    }

    [Fact]
    public async Task One_that_nobody_asked_for_is_not_found()
    {
        foreach (var path in (string[])["", "/report"])
        {
            using var response = await Client.GetAsync($"/v1/backtests/{Guid.Empty}{path}");
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_run_that_was_taken_over_while_it_ran_lets_go_and_has_no_last_word()
    {
        var from = Day(2022, 6, 1);
        await Fraud.StoreAsync(from, payments: 3_000, days: 10);
        var id = await StartAsync(Request(from, 10, thresholds: (.2, .6)));
        await Eventually.TrueAsync(async () => (int)(await GetAsync($"/v1/backtests/{id}"))["payments"]! > 0, "it is under way");

        // As another replica takes it that has not heard of it for too long, and then dies itself.
        var first = await Fraud.InDatabaseAsync(database => database.Backtests.Where(b => b.Id == id).Select(b => b.RunId!.Value).SingleAsync());
        var other = Guid.CreateVersion7();
        await Fraud.InDatabaseAsync(database => database.Database.ExecuteSqlAsync(
            $"UPDATE fraud.backtests SET run_id = {other}, alive_until = '2021-01-01', attempts = 2, payments = 0 WHERE id = {id}"));
        await EndedAsync(id, "completed");

        var (status, report) = (await GetAsync($"/v1/backtests/{id}"), await GetAsync($"/v1/backtests/{id}/report"));
        ((int)status["attempts"]!, (int)status["payments"]!, (int)report["payments"]!).ShouldBe((3, 3_000, 3_000));
        foreach (var run in (Guid[])[first, other])
        {
            await Fraud.InScopeAsync(async services =>
            {
                var claims = services.GetRequiredService<BacktestClaims>();
                (await claims.ReachAsync(id, run, 7, from, CancellationToken.None)).ShouldBeFalse();
                await claims.FailAsync(id, run, "not its own", CancellationToken.None);
                return 0;
            });
        }

        JsonNode.DeepEquals(status, await GetAsync($"/v1/backtests/{id}")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public async Task Nobody_without_a_name_asks_for_one(int length)
    {
        using var nobody = Fraud.CreateClient(role: "risk-manager", subject: new string('x', length));

        using var response = await nobody.PostAsJsonAsync("/v1/backtests", Request(Day(2022, 6, 1), 1, thresholds: (.2, .6)));

        await response.ReadProblemAsync(HttpStatusCode.Forbidden);
    }

    // As a replica leaves one that is killed: running, and silent for longer than it may be.
    private Task<int> DieAsync(Guid id, int attempts) => Fraud.InDatabaseAsync(database => database.Database.ExecuteSqlAsync(
        $"UPDATE fraud.backtests SET state = 'Running', run_id = {Guid.Empty}, alive_until = '2021-01-01', attempts = {attempts}, report = NULL, finished_at = NULL WHERE id = {id}"));

    private Task<string> DigestAsync(DateTimeOffset from) => Fraud.InDatabaseAsync(database => database.Database.SqlQuery<string>(
        $"SELECT md5(string_agg(d::text || t::text, '' ORDER BY t.id)) AS \"Value\" FROM fraud.decisions d JOIN fraud.transactions t ON t.id = d.transaction_id WHERE t.at >= {from} AND t.at < {from.AddDays(30)}").SingleAsync());
}
