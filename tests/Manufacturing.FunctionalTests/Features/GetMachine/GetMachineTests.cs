using System.Net;
using Manufacturing.Api;
using Manufacturing.Api.Domain;
using Manufacturing.Api.Domain.Degradation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Inference;

namespace Manufacturing.FunctionalTests.Features.GetMachine;

[Collection(ManufacturingCollection.Name)]
public sealed class GetMachineTests(ManufacturingFixture manufacturing)
{
    [Fact]
    public async Task The_newest_prediction_is_told_with_what_drives_it()
    {
        var id = await manufacturing.RegisteredAsync();
        await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, 100)));
        var recorded = await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 101, 150)));

        var machine = await manufacturing.GetAsync(id);

        var (told, predicted) = (machine["prediction"]!, recorded["predictions"]![0]!);
        foreach (var member in new[] { "predictionId", "cycle", "remainingCycles", "remainingCyclesLow", "remainingCyclesHigh", "limit", "outcome", "predictedAt" })
        {
            told[member]!.ToJsonString().ShouldBe(predicted[member]!.ToJsonString(), member);
        }

        told["drivers"]!.AsArray().Count.ShouldBeInRange(1, 3);
        told["drivers"]!.AsArray().ShouldAllBe(driver => ((string)driver!["text"]!).Length > 0);
        ((int)machine["latestCycle"]!).ShouldBe(150);
    }

    [Fact]
    public async Task A_worn_machine_is_driven_by_sensors_in_words()
    {
        var id = await manufacturing.RegisteredAsync();
        await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, 195)));

        var drivers = (await manufacturing.GetAsync(id))["prediction"]!["drivers"]!.AsArray();

        drivers.Select(driver => (float)driver!["cycles"]!).ShouldAllBe(cycles => cycles < 0);
        drivers.Select(driver => (string)driver!["text"]!).ShouldContain(text => text.EndsWith("its level in the first cycles", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(195)]
    public async Task A_prediction_can_be_replayed_from_what_was_stored_to_the_bit(int cycles)
    {
        var id = await manufacturing.RegisteredAsync();
        await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, cycles)));

        var prediction = await manufacturing.InDatabaseAsync(database =>
            database.Predictions.AsNoTracking().SingleAsync(prediction => prediction.MachineId == id));
        using var lease = manufacturing.Services.GetRequiredKeyedService<ModelHost>(ManufacturingServices.ModelName).Lease(prediction.Model.Version);
        var model = lease.ShouldNotBeNull().Model;

        model.Stamp.ShouldBe(prediction.Model);
        BitConverter.SingleToInt32Bits(model.Score(prediction.Features)).ShouldBe(BitConverter.SingleToInt32Bits(prediction.Score));
        LifeInterval.From(model.Manifest).Around(prediction.Score).ShouldBe(prediction.Life);
        if (prediction.Outcome == Outcome.LimitCrossed)
        {
            prediction.Drivers.ShouldBe(Drivers.Strongest(prediction.Features, model.Explain(prediction.Features).Contributions));
        }
    }

    [Fact]
    public async Task An_unknown_machine_is_not_found()
    {
        using var client = manufacturing.Technician;

        using var response = await client.GetAsync($"/v1/machines/{Requests.NewId()}");

        await response.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_impossible_id_is_refused()
    {
        using var client = manufacturing.Technician;

        using var response = await client.GetAsync("/v1/machines/has%20space");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "id");
    }
}
