using System.Net;
using System.Text.Json.Nodes;
using Fraud.Api.Domain;
using Microsoft.EntityFrameworkCore;

namespace Fraud.FunctionalTests.Features.ReportPerformance;

[Collection(FraudCollection.Name)]
public sealed class ReportPerformanceTests(FraudFixture fraud)
{
    [Fact]
    public async Task Days_are_counted_and_past_estimates_are_held_against_what_came()
    {
        var from = new DateTimeOffset(2018, 2, 1, 0, 0, 0, TimeSpan.Zero);
        var stored = await fraud.StoreAsync(from, payments: 900, days: 30);

        // Labels come within three days; the first days teach, and the last fifteen are reported.
        var report = await GetAsync("/v1/performance?from=2018-02-16&until=2018-03-03&maturityDays=4&referenceDays=10");

        var days = report["days"]!.AsArray();
        days.Count.ShouldBe(15);
        foreach (var day in days)
        {
            var payments = stored.Where(p => p.At.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) == (string?)day!["day"]).ToArray();
            ((int)day!["payments"]!, (int)day["alerts"]!, (int)day["labelled"]!, (int)day["knownFrauds"]!).ShouldBe((
                payments.Length,
                payments.Count(p => p.Decision!.Outcome != Outcome.Approve),
                payments.Count(p => p.Verdict is not null),
                payments.Count(p => p.IsFraud() == true)));
            ((bool)day["isMature"]!).ShouldBeTrue();
        }

        report["past"]!.AsArray().Count.ShouldBe(15);
        ((int)report["precisionError"]!["days"]!).ShouldBe(15);
        ((double)report["precisionError"]!["covered"]!).ShouldBeGreaterThan(.7);
        ((double)report["recallError"]!["covered"]!).ShouldBeGreaterThan(.7);
        // Nothing has happened lately: today's estimate has nothing to learn from, and says so.
        ((int)report["referencePayments"]!).ShouldBe(0);
    }

    [Fact]
    public async Task An_alert_is_what_its_sender_was_told()
    {
        var from = new DateTimeOffset(2018, 6, 1, 0, 0, 0, TimeSpan.Zero);
        var stored = await fraud.StoreAsync(from, payments: 60, days: 1, answeredAs: i => i % 3 == 0 ? Outcome.Approve : i % 4 == 0 ? Outcome.Decline : null);

        var report = await GetAsync("/v1/performance?from=2018-06-01&until=2018-06-02");

        var day = report["days"]!.AsArray().ShouldHaveSingleItem()!;
        ((int)day["alerts"]!).ShouldBe(stored.Count(p => (p.Decision!.AnsweredAs ?? p.Decision.Outcome) != Outcome.Approve));
        ((int)day["knownCaught"]!).ShouldBe(
            stored.Count(p => p.IsFraud() == true && (p.Decision!.AnsweredAs ?? p.Decision.Outcome) != Outcome.Approve));
    }

    [Theory]
    [InlineData("from=2018-02-16&until=2018-02-16")]
    [InlineData("from=2018-02-16&until=2019-02-16")]
    [InlineData("from=2018-02-16&until=2018-02-20&maturityDays=0")]
    [InlineData("from=2018-02-16&until=2018-02-20&maturityDays=10&genuineAfterDays=10")]
    [InlineData("from=yesterday&until=2018-02-20")]
    [InlineData("from=2018-02-16&until=2018-02-20&version=%00%00%00%00%00")]
    [InlineData("from=2018-02-16&until=2018-02-20&version=newest")]
    public async Task What_makes_no_sense_is_refused(string query)
    {
        using var client = fraud.CreateClient(role: "risk-manager");

        using var response = await client.GetAsync($"/v1/performance?{query}");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_version_that_nobody_knows_is_not_found_and_one_that_only_decided_once_is_reported()
    {
        var from = new DateTimeOffset(2018, 8, 1, 0, 0, 0, TimeSpan.Zero);
        await fraud.StoreAsync(from, payments: 10, days: 1);
        const string period = "from=2018-08-01&until=2018-08-02&version=0.0.7";
        using var client = fraud.CreateClient(role: "risk-manager");
        using var unknown = await client.GetAsync($"/v1/performance?{period}");
        await unknown.ReadProblemAsync(HttpStatusCode.NotFound);

        await fraud.InDatabaseAsync(database => database.Decisions
            .Where(decision => decision.DecidedAt >= from && decision.DecidedAt < from.AddDays(1))
            .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.Model.Version, "0.0.7")));

        (await GetAsync($"/v1/performance?{period}"))["days"]!.AsArray().Count.ShouldBe(1);
    }

    private async Task<JsonObject> GetAsync(string path)
    {
        using var client = fraud.CreateClient(role: "risk-manager");
        using var response = await client.GetAsync(path);
        return await response.ReadOkAsync();
    }
}
