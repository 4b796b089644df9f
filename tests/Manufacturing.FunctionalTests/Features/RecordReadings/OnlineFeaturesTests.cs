using System.Text.Json.Nodes;
using Manufacturing.Api.Domain.Degradation;
using Microsoft.EntityFrameworkCore;

namespace Manufacturing.FunctionalTests.Features.RecordReadings;

/// <summary>The service reads windows from its database, training from files: both must give the model the same.</summary>
[Collection(ManufacturingCollection.Name)]
public sealed class OnlineFeaturesTests(ManufacturingFixture manufacturing)
{
    [Fact]
    public async Task They_are_those_of_training_to_the_bit()
    {
        // Gaps, a record that begins late, and sizes that change in irregular steps.
        var random = new Random(3);
        var readings = Enumerable.Range(5, 140).Where(_ => random.Next(4) > 0)
            .Select(cycle => new Cycle(cycle, [.. WearingEngine.Sensors(cycle).Select(value => value * (1 + ((random.NextDouble() - .5) / 100)))]))
            .ToArray();
        var id = await manufacturing.RegisteredAsync();

        var sent = 0;
        while (sent < readings.Length)
        {
            var next = Math.Min(readings.Length, sent + random.Next(1, 12));
            await manufacturing.RecordAsync(Requests.Readings(readings[sent..next].Select(Reading)));
            sent = next;
        }

        var predictions = await manufacturing.InDatabaseAsync(database => database.Predictions.AsNoTracking()
            .Where(prediction => prediction.MachineId == id).OrderBy(prediction => prediction.Cycle).ToListAsync());
        predictions.Count.ShouldBeGreaterThan(10);
        foreach (var prediction in predictions)
        {
            var known = Array.FindIndex(readings, reading => reading.Number == prediction.Cycle) + 1;
            prediction.Features.ShouldBe(DegradationFeatures.Vector(OperatingHistory.After(readings, known)));
        }

        JsonObject Reading(Cycle cycle) => Requests.Reading(id, cycle.Number)
            .With("sensors", new JsonArray([.. cycle.Sensors.Select(value => (JsonNode)value)]));
    }
}
