using Manufacturing.Api.Data;
using Manufacturing.Contracts.V1;
using Microsoft.EntityFrameworkCore;

namespace Manufacturing.Api.Features.ListMachines;

public sealed class ListMachinesHandler(ManufacturingDbContext database)
{
    public async Task<MachineList> HandleAsync(
        MachineKind? kind, bool? belowLimit, string? after, int take, CancellationToken cancellationToken)
    {
        var machines = await database.Machines.AsNoTracking()
            .Where(machine => (kind == null || machine.Kind == kind)
                && (belowLimit == null || machine.IsBelowLimit == belowLimit)
                && (after == null || string.Compare(machine.Id, after) > 0))
            .OrderBy(machine => machine.Id)
            .Take(take + 1)
            .Select(machine => new ListedMachine(
                machine.Id,
                machine.Kind,
                machine.Name,
                machine.Limit,
                machine.IsBelowLimit,
                machine.LatestCycle,
                machine.LatestPrediction == null ? null : machine.LatestPrediction.Life.Cycles,
                machine.LatestPrediction == null ? null : machine.LatestPrediction.Life.Low,
                machine.LatestPrediction == null ? null : machine.LatestPrediction.Life.High,
                machine.LatestPrediction == null ? null : machine.LatestPrediction.PredictedAt))
            .ToListAsync(cancellationToken);
        var hasMore = machines.Count > take;
        return new MachineList([.. machines.Take(take)], hasMore ? machines[take - 1].MachineId : null);
    }
}
