using System.Net;
using System.Text.Json.Nodes;

namespace Fraud.FunctionalTests.Features.SummariseActivity;

[Collection(FraudCollection.Name)]
public sealed class SummariseActivityTests(FraudFixture fraud)
{
    [Fact]
    public async Task The_latest_decisions_come_first_by_the_time_they_were_made()
    {
        var old = Requests.Payment(at: Requests.Now.AddDays(-40)); // paid long ago, decided now
        await fraud.ScoreAsync(old);
        var suspicious = Requests.SuspiciousPayment();
        await fraud.ScoreAsync(suspicious);

        var summary = await GetAsync("/v1/summary");

        var latest = summary["latest"]!.AsArray();
        latest.Count.ShouldBeLessThanOrEqualTo(10);
        ((string?)latest[0]!["what"]).ShouldBe($"transaction {suspicious.Id()}");
        ((string?)latest[0]!["decision"]).ShouldBeOneOf("review", "decline");
        ((string)latest[0]!["detail"]!).ShouldStartWith("score ");
        ((string?)latest[1]!["what"]).ShouldBe($"transaction {old.Id()}");
    }

    [Fact]
    public async Task Decisions_are_counted_by_outcome()
    {
        var before = await GetAsync("/v1/summary?minutes=1440");
        await fraud.ScoreAsync(Requests.SuspiciousPayment());

        var after = await GetAsync("/v1/summary?minutes=1440");

        after["counts"]!.AsObject().Select(count => count.Key).ShouldBe(["approve", "review", "decline"]);
        Total(after).ShouldBe(Total(before) + 1);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1441")]
    [InlineData("soon")]
    public async Task An_impossible_period_is_refused(string minutes)
    {
        using var client = fraud.Analyst;

        using var response = await client.GetAsync($"/v1/summary?minutes={minutes}");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "minutes");
    }

    private static int Total(JsonObject summary) => summary["counts"]!.AsObject().Sum(count => (int)count.Value!);

    private async Task<JsonObject> GetAsync(string path)
    {
        using var client = fraud.CreateClient(role: "operator");
        using var response = await client.GetAsync(path);
        return await response.ReadOkAsync();
    }
}
