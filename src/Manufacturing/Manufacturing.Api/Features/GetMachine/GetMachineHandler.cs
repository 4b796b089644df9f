using Manufacturing.Api.Data;
using Manufacturing.Api.Domain;
using Manufacturing.Api.Features.RecordReadings;
using Microsoft.EntityFrameworkCore;

namespace Manufacturing.Api.Features.GetMachine;

public sealed class GetMachineHandler(ManufacturingDbContext database, RemainingLifeModel model)
{
    public async Task<WatchedMachine?> HandleAsync(string id, CancellationToken cancellationToken)
    {
        var machine = await database.Machines.AsNoTracking()
            .Include(machine => machine.LatestPrediction)
            .SingleOrDefaultAsync(machine => machine.Id == id, cancellationToken);
        return machine is null
            ? null
            : new WatchedMachine(
                machine.Id,
                machine.Kind,
                machine.Name,
                machine.Limit,
                machine.IsBelowLimit,
                machine.LatestCycle,
                machine.RegisteredAt,
                machine.LatestPrediction is { } prediction ? Explained(prediction) : null);
    }

    private ExplainedPrediction Explained(Prediction prediction) => new(
        prediction.Id,
        prediction.Cycle,
        prediction.Life.Cycles,
        prediction.Life.Low,
        prediction.Life.High,
        prediction.Life.AtLeast,
        prediction.Limit,
        prediction.Outcome,
        model.Explain(prediction),
        prediction.Model,
        prediction.PredictedAt);
}
