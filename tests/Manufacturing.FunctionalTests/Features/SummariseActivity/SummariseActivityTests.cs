using System.Net;
using System.Text.Json.Nodes;

namespace Manufacturing.FunctionalTests.Features.SummariseActivity;

[Collection(ManufacturingCollection.Name)]
public sealed class SummariseActivityTests(ManufacturingFixture manufacturing)
{
    [Fact]
    public async Task The_latest_predictions_come_first_and_crossings_with_what_drives_them()
    {
        var (healthy, worn) = (await manufacturing.RegisteredAsync(), await manufacturing.RegisteredAsync());
        await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(healthy, 1, 40)));
        await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(worn, 1, 195)));

        var summary = await GetAsync("/v1/summary");

        var latest = summary["latest"]!.AsArray();
        latest.Count.ShouldBeLessThanOrEqualTo(10);
        ((string?)latest[0]!["what"]).ShouldBe($"machine {worn}");
        ((string?)latest[0]!["decision"]).ShouldBe("limit-crossed");
        ((string)latest[0]!["detail"]!).ShouldContain(", limit 30; ");
        ((string?)latest[1]!["what"]).ShouldBe($"machine {healthy}");
        ((string)latest[1]!["detail"]!).ShouldContain("cycles left (");
    }

    [Fact]
    public async Task Predictions_are_counted_by_outcome()
    {
        var before = await GetAsync("/v1/summary?minutes=1440");
        var id = await manufacturing.RegisteredAsync();
        await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, 195)));

        var after = await GetAsync("/v1/summary?minutes=1440");

        after["counts"]!.AsObject().Select(count => count.Key).ShouldBe(["healthy", "limit-crossed", "below-limit"]);
        ((int)after["counts"]!["limit-crossed"]!).ShouldBe((int)before["counts"]!["limit-crossed"]! + 1);
        ((int)after["counts"]!["healthy"]!).ShouldBe((int)before["counts"]!["healthy"]!);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1441")]
    [InlineData("soon")]
    public async Task An_impossible_period_is_refused(string minutes)
    {
        using var client = manufacturing.Technician;

        using var response = await client.GetAsync($"/v1/summary?minutes={minutes}");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "minutes");
    }

    private async Task<JsonObject> GetAsync(string path)
    {
        using var client = manufacturing.CreateClient(role: "operator");
        using var response = await client.GetAsync(path);
        return await response.ReadOkAsync();
    }
}
