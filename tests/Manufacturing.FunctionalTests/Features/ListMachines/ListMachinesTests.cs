using System.Net;
using System.Text.Json.Nodes;

namespace Manufacturing.FunctionalTests.Features.ListMachines;

[Collection(ManufacturingCollection.Name)]
public sealed class ListMachinesTests(ManufacturingFixture manufacturing)
{
    [Fact]
    public async Task Machines_below_their_limit_can_be_asked_for_with_what_is_predicted()
    {
        var (healthy, worn) = (await manufacturing.RegisteredAsync("line"), await manufacturing.RegisteredAsync("line"));
        await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(healthy, 1, 40)));
        var recorded = await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(worn, 1, 195)));

        var below = await AllAsync("?kind=line&belowLimit=true");

        below.ShouldNotContain(machine => (string?)machine["machineId"] == healthy);
        var listed = below.Single(machine => (string?)machine["machineId"] == worn);
        ((double)listed["remainingCycles"]!).ShouldBe((double)recorded["predictions"]![0]!["remainingCycles"]!);
        ((bool)listed["belowLimit"]!).ShouldBeTrue();
        ((int)listed["latestCycle"]!).ShouldBe(195);
    }

    [Fact]
    public async Task A_machine_without_readings_is_listed_without_a_prediction()
    {
        var id = await manufacturing.RegisteredAsync("line");

        var listed = (await AllAsync("?kind=line")).Single(machine => (string?)machine["machineId"] == id);

        listed["remainingCycles"].ShouldBeNull();
        listed["latestCycle"].ShouldBeNull();
        ((bool)listed["belowLimit"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task Other_kinds_are_left_out()
    {
        var (line, scanner) = (await manufacturing.RegisteredAsync("line"), await manufacturing.RegisteredAsync("scanner"));

        var scanners = (await AllAsync("?kind=scanner")).Select(machine => (string)machine["machineId"]!).ToArray();

        scanners.ShouldContain(scanner);
        scanners.ShouldNotContain(line);
    }

    [Fact]
    public async Task Pages_hold_every_machine_once_and_then_end()
    {
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await manufacturing.RegisteredAsync("line");
        }

        var paged = (await AllAsync("?kind=line&take=2")).Select(machine => (string)machine["machineId"]!).ToArray();
        var atOnce = (await AllAsync("?kind=line&take=200")).Select(machine => (string)machine["machineId"]!).ToArray();

        paged.ShouldBe(atOnce);
        paged.ShouldBeUnique();
    }

    [Theory]
    [InlineData("kind=toaster", "kind")]
    [InlineData("belowLimit=perhaps", "belowLimit")]
    [InlineData("take=0", "take")]
    [InlineData("take=201", "take")]
    [InlineData("after=has%20space", "after")]
    public async Task An_impossible_question_is_refused(string query, string member)
    {
        using var client = manufacturing.Planner;

        using var response = await client.GetAsync($"/v1/machines?{query}");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, member);
    }

    /// <summary>Page after page until the last.</summary>
    private async Task<JsonObject[]> AllAsync(string query)
    {
        using var client = manufacturing.Planner;
        var machines = new List<JsonObject>();
        string? after = null;
        do
        {
            using var response = await client.GetAsync($"/v1/machines{query}{(after is null ? "" : $"&after={after}")}");
            var page = await response.ReadOkAsync();
            machines.AddRange(page["machines"]!.AsArray().Select(machine => machine!.AsObject()));
            after = (string?)page["next"];
        }
        while (after is not null);

        return [.. machines];
    }
}
