using Manufacturing.Api.Data;
using Manufacturing.Api.Domain;
using Manufacturing.Contracts.V1;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.ServiceDefaults;

namespace Manufacturing.Api.Features.RecordReadings;

/// <summary>What became of a request: recorded, or what stands against it.</summary>
public sealed record RecordingResult(RecordedReadings? Recorded, string[] UnknownMachines, string[] Conflicts);

/// <summary>
/// Lock the machines -> store -> features -> model -> judge -> save with the event. A machine is predicted at its newest
/// cycle: readings of older cycles that come late are stored and count from the next newer one on.
/// </summary>
public sealed class RecordReadingsHandler(
    ManufacturingDbContext database,
    MachineHistory history,
    RemainingLifeModel model,
    IOutbox outbox,
    TimeProvider time,
    ILogger<RecordReadingsHandler> logger)
{
    private const int Named = 10;

    public Task<RecordingResult> HandleAsync(RecordReadings request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var readings = request.Readings.Select(reading => Reading(reading, now)).ToArray();
        return database.InTransactionAsync(token => RecordAsync(readings, request.Predict, now, token), cancellationToken);
    }

    private async Task<RecordingResult> RecordAsync(
        Reading[] readings, bool predict, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var newest = readings.GroupBy(reading => reading.MachineId).ToDictionary(machine => machine.Key, machine => machine.Max(reading => reading.Cycle));
        var machines = await database.LockMachinesAsync([.. newest.Keys], cancellationToken);
        if (newest.Keys.Where(id => !machines.ContainsKey(id)).Take(Named).ToArray() is { Length: > 0 } unknown)
        {
            return new RecordingResult(null, unknown, []);
        }

        var known = await KnownAsync(readings, cancellationToken);
        var conflicts = readings.Where(reading => known.TryGetValue((reading.MachineId, reading.Cycle), out var other) && !reading.IsSameReadingAs(other));
        if (conflicts.Take(Named).Select(reading => $"{reading.MachineId} cycle {reading.Cycle}").ToArray() is { Length: > 0 } named)
        {
            RecordReadingsLog.Conflict(logger, named[0], named.Length);
            return new RecordingResult(null, [], named);
        }

        database.Readings.AddRange(readings.Where(reading => !known.ContainsKey((reading.MachineId, reading.Cycle))));
        foreach (var (id, cycle) in newest)
        {
            machines[id].LatestCycle = Math.Max(machines[id].LatestCycle ?? 0, cycle);
        }

        await database.SaveChangesAsync(cancellationToken); // the windows are read from the table, these readings included
        var predictions = await PredictedBeforeAsync(newest, cancellationToken);
        if (predict)
        {
            predictions.AddRange(await PredictAsync(
                [.. machines.Values.Where(machine => machine.LatestCycle == newest[machine.Id] && !predictions.Exists(before => before.MachineId == machine.Id))],
                now,
                cancellationToken));
        }

        return new RecordingResult(
            new RecordedReadings(
                readings.Length - known.Count,
                known.Count,
                [.. predictions.OrderBy(prediction => prediction.MachineId, StringComparer.Ordinal).Select(MachinePrediction.From)]),
            [],
            []);
    }

    private async Task<List<Prediction>> PredictAsync(Machine[] machines, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var histories = await history.UpToAsync(machines.ToDictionary(machine => machine.Id, machine => machine.LatestCycle!.Value), cancellationToken);
        var predictions = new List<Prediction>(machines.Length);
        foreach (var machine in machines)
        {
            var prediction = model.Predict(machine, histories[machine.Id], now);
            database.Predictions.Add(prediction);
            machine.LatestPrediction = prediction;
            if (prediction.Outcome == Outcome.LimitCrossed)
            {
                outbox.Add(Announcement(machine, prediction), subject: machine.Id);
                RecordReadingsLog.LimitCrossed(logger, machine.Id, prediction.Life.Cycles, machine.Limit, prediction.Model.Version);
            }

            RecordReadingsLog.Predicted(logger, machine.Id, prediction.Cycle, prediction.Life.Cycles, prediction.Model.Version);
            predictions.Add(prediction);
        }

        return predictions;
    }

    private Task<Dictionary<(string, int), Reading>> KnownAsync(Reading[] readings, CancellationToken cancellationToken)
    {
        string[] ids = [.. readings.Select(reading => reading.MachineId)];
        int[] cycles = [.. readings.Select(reading => reading.Cycle)];
        return database.Readings
            .FromSql($"""
                SELECT reading.* FROM unnest({ids}, {cycles}) AS asked (machine_id, cycle)
                JOIN manufacturing.readings AS reading USING (machine_id, cycle)
                """)
            .AsNoTracking()
            .ToDictionaryAsync(reading => (reading.MachineId, reading.Cycle), cancellationToken);
    }

    // The answer to readings that were sent before is the answer they got.
    private Task<List<Prediction>> PredictedBeforeAsync(Dictionary<string, int> newest, CancellationToken cancellationToken)
    {
        string[] ids = [.. newest.Keys];
        int[] cycles = [.. newest.Values];
        var asked = database.Database.SqlQuery<Guid>($"""
            SELECT prediction.id AS "Value" FROM unnest({ids}, {cycles}) AS asked (machine_id, cycle)
            JOIN manufacturing.predictions AS prediction USING (machine_id, cycle)
            """);
        return database.Predictions.AsNoTracking().Where(prediction => asked.Contains(prediction.Id)).ToListAsync(cancellationToken);
    }

    private static Reading Reading(MachineReading reading, DateTimeOffset now) => new()
    {
        MachineId = reading.MachineId,
        Cycle = reading.Cycle,
        At = reading.At.ToStoredPrecision(),
        Settings = reading.Settings,
        Sensors = reading.Sensors,
        RecordedAt = now.ToStoredPrecision(),
    };

    private static FailurePredicted Announcement(Machine machine, Prediction prediction) => new(
        prediction.Id,
        machine.Id,
        machine.Kind,
        prediction.Life.Cycles,
        prediction.Life.Low,
        prediction.Life.High,
        machine.Limit,
        [.. prediction.Drivers.Select(driver => driver.Code)],
        prediction.Model.Name,
        prediction.Model.Version,
        prediction.PredictedAt);
}
