using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Manufacturing.FunctionalTests.Features.RecordReadings;

[Collection(ManufacturingCollection.Name)]
public sealed class RecordReadingsTests(ManufacturingFixture manufacturing)
{
    [Fact]
    public async Task A_healthy_machine_has_a_long_life_ahead()
    {
        var id = await manufacturing.RegisteredAsync();

        var recorded = await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, 40)));

        ((int)recorded["recorded"]!).ShouldBe(40);
        ((int)recorded["alreadyKnown"]!).ShouldBe(0);
        var prediction = recorded["predictions"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)prediction["machineId"]).ShouldBe(id);
        ((int)prediction["cycle"]!).ShouldBe(40);
        ((string?)prediction["outcome"]).ShouldBe("healthy");
        ((double)prediction["remainingCycles"]!).ShouldBeGreaterThan(90);
        ((bool)prediction["atLeast"]!).ShouldBeTrue();
        ((string?)prediction["model"]!["name"]).ShouldBe("manufacturing");
    }

    [Fact]
    public async Task A_worn_machine_has_a_short_life_ahead_and_a_narrow_interval()
    {
        var id = await manufacturing.RegisteredAsync();

        var recorded = await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, WearingEngine.Life - 20)));

        var prediction = recorded["predictions"]![0]!;
        ((string?)prediction["outcome"]).ShouldBe("limit-crossed");
        ((double)prediction["remainingCycles"]!).ShouldBeInRange(10, 30);
        ((double)prediction["remainingCyclesHigh"]! - (double)prediction["remainingCyclesLow"]!).ShouldBeInRange(1, 20);
        ((bool)prediction["atLeast"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task History_is_stored_and_not_predicted_at()
    {
        var id = await manufacturing.RegisteredAsync();

        var recorded = await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, 195), predict: false));

        ((int)recorded["recorded"]!).ShouldBe(195);
        recorded["predictions"]!.AsArray().ShouldBeEmpty();
        var machine = await manufacturing.GetAsync(id);
        ((int)machine["latestCycle"]!).ShouldBe(195);
        ((bool)machine["belowLimit"]!).ShouldBeFalse();
        machine["prediction"].ShouldBeNull();
    }

    [Fact]
    public async Task History_counts_when_the_next_reading_is_predicted_at()
    {
        var (inTwo, inOne) = (await manufacturing.RegisteredAsync(), await manufacturing.RegisteredAsync());
        await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(inTwo, 1, 159), predict: false));

        var second = await manufacturing.RecordAsync(Requests.Readings([Requests.Reading(inTwo, 160)]));
        var only = await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(inOne, 1, 160)));

        ((double)second["predictions"]![0]!["remainingCycles"]!).ShouldBe((double)only["predictions"]![0]!["remainingCycles"]!);
    }

    [Fact]
    public async Task Machines_in_one_request_are_each_predicted_at_their_newest_cycle()
    {
        var (young, old) = (await manufacturing.RegisteredAsync(), await manufacturing.RegisteredAsync());

        var recorded = await manufacturing.RecordAsync(
            Requests.Readings(Requests.Cycles(young, 1, 35).Concat(Requests.Cycles(old, 1, 190)).Reverse()));

        var cycles = recorded["predictions"]!.AsArray().ToDictionary(prediction => (string)prediction!["machineId"]!, prediction => (int)prediction!["cycle"]!);
        cycles.ShouldBe(new Dictionary<string, int> { [young] = 35, [old] = 190 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Readings_that_come_late_are_stored_and_not_predicted_at()
    {
        var id = await manufacturing.RegisteredAsync();
        var first = await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 20, 60)));

        var late = await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, 19)));

        ((int)late["recorded"]!).ShouldBe(19);
        late["predictions"]!.AsArray().ShouldBeEmpty();
        var machine = await manufacturing.GetAsync(id);
        ((int)machine["latestCycle"]!).ShouldBe(60);
        ((string?)machine["prediction"]!["predictionId"]).ShouldBe((string?)first["predictions"]![0]!["predictionId"]);
    }

    [Fact]
    public async Task Readings_sent_twice_are_stored_and_predicted_once()
    {
        var id = await manufacturing.RegisteredAsync();
        var request = Requests.Readings(Requests.Cycles(id, 1, 180));

        var first = await manufacturing.RecordAsync(request);
        var second = await manufacturing.RecordAsync(request);

        ((int)second["recorded"]!).ShouldBe(0);
        ((int)second["alreadyKnown"]!).ShouldBe(180);
        JsonNode.DeepEquals(first["predictions"], second["predictions"]).ShouldBeTrue($"{first} {second}");
        (await StoredAsync(id)).ShouldBe((180, 1));
    }

    [Fact]
    public async Task The_same_instant_in_another_zone_is_the_same_reading()
    {
        var id = await manufacturing.RegisteredAsync();
        var reading = Requests.Reading(id, 1);
        await manufacturing.RecordAsync(Requests.Readings([reading.DeepClone().AsObject()]));
        var at = DateTimeOffset.Parse((string)reading["at"]!, CultureInfo.InvariantCulture);

        var again = await manufacturing.RecordAsync(Requests.Readings([reading.With("at", Requests.Text(at.ToOffset(TimeSpan.FromHours(5))))]));

        ((int)again["alreadyKnown"]!).ShouldBe(1);
    }

    [Theory]
    [InlineData("at", "\"2026-01-31T12:00:00Z\"")]
    [InlineData("settings", "[0, 0, 60]")]
    [InlineData("sensors", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]")]
    public async Task A_cycle_sent_twice_with_other_content_is_a_conflict_and_nothing_is_stored(string member, string value)
    {
        var id = await manufacturing.RegisteredAsync();
        await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, 3)));

        using var response = await PostAsync(Requests.Readings(
            [Requests.Reading(id, 3).With(member, JsonNode.Parse(value)), Requests.Reading(id, 4)]));

        var problem = await response.ReadProblemAsync(HttpStatusCode.Conflict);
        ((string)problem["detail"]!).ShouldContain($"{id} cycle 3");
        (await StoredAsync(id)).ShouldBe((3, 1));
        ((int)(await manufacturing.GetAsync(id))["latestCycle"]!).ShouldBe(3);
    }

    [Fact]
    public async Task A_machine_nobody_registered_refuses_all()
    {
        var (known, unknown) = (await manufacturing.RegisteredAsync(), Requests.NewId());

        using var response = await PostAsync(Requests.Readings([Requests.Reading(known, 1), Requests.Reading(unknown, 1)]));

        var problem = await response.ReadProblemAsync(HttpStatusCode.NotFound);
        ((string)problem["detail"]!).ShouldContain(unknown);
        ((string)problem["detail"]!).ShouldNotContain(known);
        (await StoredAsync(known)).ShouldBe((0, 0));
    }

    [Fact]
    public async Task The_same_readings_many_times_at_once_give_one_prediction_and_one_answer()
    {
        var id = await manufacturing.RegisteredAsync();
        var request = Requests.Readings(Requests.Cycles(id, 1, 190)).ToJsonString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => manufacturing.RecordAsync(JsonNode.Parse(request)!.AsObject())));

        answers.Sum(answer => (int)answer["recorded"]!).ShouldBe(190);
        answers.ShouldAllBe(answer => JsonNode.DeepEquals(answer["predictions"], answers[0]["predictions"]));
        (await StoredAsync(id)).ShouldBe((190, 1));
    }

    [Fact]
    public async Task Requests_that_name_machines_in_opposite_order_do_not_block_each_other()
    {
        var (one, two) = (await manufacturing.RegisteredAsync(), await manufacturing.RegisteredAsync());

        var answers = await Task.WhenAll(Enumerable.Range(1, 10).Select(cycle => manufacturing.RecordAsync(Requests.Readings(
            (cycle % 2 == 0 ? new[] { one, two } : [two, one]).Select(id => Requests.Reading(id, cycle))))));

        answers.Sum(answer => (int)answer["recorded"]!).ShouldBe(20);
        ((int)(await manufacturing.GetAsync(one))["latestCycle"]!).ShouldBe(10);
    }

    private async Task<(int Readings, int Predictions)> StoredAsync(string id) => await manufacturing.InDatabaseAsync(async database =>
        (await database.Readings.CountAsync(reading => reading.MachineId == id),
         await database.Predictions.CountAsync(prediction => prediction.MachineId == id)));

    private async Task<HttpResponseMessage> PostAsync(JsonObject request)
    {
        using var client = manufacturing.Technician;
        return await client.PostAsJsonAsync("/v1/readings", request);
    }
}
