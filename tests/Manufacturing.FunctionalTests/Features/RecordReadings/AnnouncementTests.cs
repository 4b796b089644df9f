using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Manufacturing.Contracts.V1;

namespace Manufacturing.FunctionalTests.Features.RecordReadings;

[Collection(ManufacturingCollection.Name)]
public sealed class AnnouncementTests(ManufacturingFixture manufacturing)
{
    [Fact]
    public async Task A_new_scanner_that_is_worn_already_is_announced()
    {
        await using var announced = await manufacturing.Broker.SubscribeAsync(FailurePredicted.Type);
        var id = await manufacturing.RegisteredAsync("scanner");

        var recorded = await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, 195)));

        var prediction = recorded["predictions"]![0]!;
        ((string?)prediction["outcome"]).ShouldBe("limit-crossed");
        var published = await NextAsync(announced, id);
        published.MachineId.ShouldBe(id);
        published.Kind.ShouldBe(MachineKind.Scanner);
        published.PredictionId.ShouldBe((Guid)prediction["predictionId"]!);
        published.RemainingCycles.ShouldBe((double)prediction["remainingCycles"]!);
        published.RemainingCyclesLow.ShouldBe((double)prediction["remainingCyclesLow"]!);
        published.RemainingCyclesHigh.ShouldBe((double)prediction["remainingCyclesHigh"]!);
        published.Limit.ShouldBe(30);
        published.ModelVersion.ShouldBe((string?)prediction["model"]!["version"]);
        var drivers = (await manufacturing.GetAsync(id))["prediction"]!["drivers"]!.AsArray();
        published.Drivers.ShouldBe(drivers.Select(driver => (string)driver!["code"]!));
        published.Drivers.Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_machine_is_announced_once_while_it_goes_on_wearing()
    {
        await using var announced = await manufacturing.Broker.SubscribeAsync(FailurePredicted.Type);
        var id = await manufacturing.RegisteredAsync();
        await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, 149), predict: false));

        var outcomes = new List<string>();
        foreach (var cycle in Enumerable.Range(150, WearingEngine.Life - 149))
        {
            var recorded = await manufacturing.RecordAsync(Requests.Readings([Requests.Reading(id, cycle)]));
            outcomes.Add((string)recorded["predictions"]![0]!["outcome"]!);
        }

        outcomes[0].ShouldBe("healthy");
        outcomes.Count(outcome => outcome == "limit-crossed").ShouldBe(1);
        outcomes.SkipWhile(outcome => outcome == "healthy").Skip(1).ShouldAllBe(outcome => outcome == "below-limit");
        await NextAsync(announced, id);
        await StaysSilentAsync(announced, id);
    }

    [Fact]
    public async Task A_crossing_sent_many_times_at_once_is_announced_once()
    {
        await using var announced = await manufacturing.Broker.SubscribeAsync(FailurePredicted.Type);
        var id = await manufacturing.RegisteredAsync();
        var request = Requests.Readings(Requests.Cycles(id, 1, 195)).ToJsonString();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => manufacturing.RecordAsync(JsonNode.Parse(request)!.AsObject())));

        await NextAsync(announced, id);
        await StaysSilentAsync(announced, id);
    }

    [Fact]
    public async Task Two_newer_readings_at_once_announce_one_crossing()
    {
        await using var announced = await manufacturing.Broker.SubscribeAsync(FailurePredicted.Type);
        var id = await manufacturing.RegisteredAsync();
        await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, 190), predict: false));

        await Task.WhenAll(Enumerable.Range(191, 6).Select(cycle => manufacturing.RecordAsync(Requests.Readings([Requests.Reading(id, cycle)]))));

        await NextAsync(announced, id);
        await StaysSilentAsync(announced, id);
    }

    [Fact]
    public async Task Another_limit_is_watched_from_the_start()
    {
        await using var announced = await manufacturing.Broker.SubscribeAsync(FailurePredicted.Type);
        var id = await manufacturing.RegisteredAsync(limit: 30);
        await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, 190)));
        await NextAsync(announced, id);
        using var planner = manufacturing.Planner;
        (await planner.PutAsJsonAsync($"/v1/machines/{id}", Requests.Machine(limit: 40))).EnsureSuccessStatusCode();

        await manufacturing.RecordAsync(Requests.Readings([Requests.Reading(id, 191)]));

        (await NextAsync(announced, id)).Limit.ShouldBe(40);
    }

    [Fact]
    public async Task A_refused_request_announces_nothing()
    {
        await using var announced = await manufacturing.Broker.SubscribeAsync(FailurePredicted.Type);
        var id = await manufacturing.RegisteredAsync();
        var readings = Requests.Cycles(id, 1, 195).Append(Requests.Reading(Requests.NewId(), 1));
        using var client = manufacturing.Technician;

        using var response = await client.PostAsJsonAsync("/v1/readings", Requests.Readings(readings));

        response.IsSuccessStatusCode.ShouldBeFalse();
        await StaysSilentAsync(announced, id);
    }

    private static async Task<FailurePredicted> NextAsync(TestSubscription announced, string machineId)
    {
        var message = await Eventually.GetAsync(
            async () => await announced.TryNextAsync() is { } next && next.Envelope!.Subject == machineId ? next : null, "the event comes");
        return message.Read(ManufacturingContractsJson.Default.FailurePredicted);
    }

    private static Task StaysSilentAsync(TestSubscription announced, string machineId) => Eventually.StaysTrueAsync(
        async () => await announced.TryNextAsync() is not { } next || next.Envelope!.Subject != machineId,
        "no further event", TimeSpan.FromSeconds(1.5));
}
