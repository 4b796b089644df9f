using Manufacturing.Api.Data;
using Manufacturing.Api.Domain.Degradation;
using Microsoft.EntityFrameworkCore;

namespace Manufacturing.Api.Features.RecordReadings;

/// <summary>What the database knows of machines: only the windows that are read, of all machines in one round trip.</summary>
public sealed class MachineHistory(ManufacturingDbContext database)
{
    /// <param name="newest">For each machine the cycle to look from.</param>
    public async Task<Dictionary<string, OperatingHistory>> UpToAsync(
        IReadOnlyDictionary<string, int> newest, CancellationToken cancellationToken)
    {
        string[] ids = [.. newest.Keys];
        int[] cycles = [.. newest.Values];
        var rows = await database.Database.SqlQuery<WindowRow>($"""
            SELECT reading.machine_id, reading.cycle, reading.sensors
            FROM unnest({ids}, {cycles}) AS machine (id, newest)
            CROSS JOIN LATERAL (SELECT min(cycle) AS cycle FROM manufacturing.readings WHERE machine_id = machine.id) AS first
            JOIN manufacturing.readings AS reading
              ON reading.machine_id = machine.id
             AND reading.cycle <= machine.newest
             AND (reading.cycle < first.cycle + {OperatingHistory.EarlyCycles} OR reading.cycle > machine.newest - {OperatingHistory.RecentCycles})
            """).ToListAsync(cancellationToken);
        return rows
            .GroupBy(row => row.MachineId)
            .ToDictionary(
                machine => machine.Key,
                machine =>
                {
                    var readings = machine.OrderBy(row => row.Cycle).Select(row => new Cycle(row.Cycle, row.Sensors)).ToArray();
                    return OperatingHistory.After(readings, readings.Length);
                });
    }

    private sealed record WindowRow(string MachineId, int Cycle, double[] Sensors);
}
