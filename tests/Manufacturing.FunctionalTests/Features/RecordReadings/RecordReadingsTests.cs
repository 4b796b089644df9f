using System.Text.Json.Nodes;
using Manufacturing.Contracts.V1;
using Platform.TestKit;

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
        var prediction = recorded["predictions"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)prediction["outcome"]).ShouldBe("healthy");
        ((double)prediction["remainingCycles"]!).ShouldBeGreaterThan(90);
        ((bool)prediction["atLeast"]!).ShouldBeTrue();
        ((int)prediction["cycle"]!).ShouldBe(40);
    }

    [Fact]
    public async Task A_worn_scanner_in_one_request_is_announced()
    {
        await using var announced = await manufacturing.Broker.SubscribeAsync(FailurePredicted.Type);
        var id = await manufacturing.RegisteredAsync("scanner");

        var recorded = await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, 190)));

        var prediction = recorded["predictions"]![0]!;
        ((string?)prediction["outcome"]).ShouldBe("limit-crossed");
        var message = await Eventually.GetAsync(
            async () => await announced.TryNextAsync() is { } next && next.Envelope!.Subject == id ? next : null, "the event comes");
        var published = message.Read(ManufacturingContractsJson.Default.FailurePredicted);
        published.MachineId.ShouldBe(id);
        published.Kind.ShouldBe(MachineKind.Scanner);
        published.PredictionId.ShouldBe((Guid)prediction["predictionId"]!);
        published.RemainingCycles.ShouldBe((double)prediction["remainingCycles"]!);
        published.RemainingCyclesLow.ShouldBeLessThanOrEqualTo(published.RemainingCycles);
        published.RemainingCyclesHigh.ShouldBeGreaterThanOrEqualTo(published.RemainingCycles);
        published.Limit.ShouldBe(30);
        published.Drivers.Length.ShouldBeInRange(1, 3);
        published.ModelName.ShouldBe("manufacturing");
        var machine = await manufacturing.GetAsync(id);
        ((bool)machine["belowLimit"]!).ShouldBeTrue();
    }
}
