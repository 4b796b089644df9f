using System.Net;
using System.Text.Json.Nodes;
using Fraud.Api.Domain;

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

    [Theory]
    [InlineData("from=2018-02-16&until=2018-02-16")]
    [InlineData("from=2018-02-16&until=2019-02-16")]
    [InlineData("from=2018-02-16&until=2018-02-20&maturityDays=0")]
    [InlineData("from=2018-02-16&until=2018-02-20&maturityDays=10&genuineAfterDays=10")]
    [InlineData("from=yesterday&until=2018-02-20")]
    public async Task What_makes_no_sense_is_refused(string query)
    {
        using var client = fraud.CreateClient(role: "risk-manager");

        using var response = await client.GetAsync($"/v1/performance?{query}");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest);
    }

    private async Task<JsonObject> GetAsync(string path)
    {
        using var client = fraud.CreateClient(role: "risk-manager");
        using var response = await client.GetAsync(path);
        return await response.ReadOkAsync();
    }
}
