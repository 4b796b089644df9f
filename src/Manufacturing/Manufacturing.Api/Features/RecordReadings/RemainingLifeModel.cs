using System.Runtime.CompilerServices;
using Manufacturing.Api.Domain;
using Manufacturing.Api.Domain.Degradation;
using Platform.Inference;
using Platform.ServiceDefaults;

namespace Manufacturing.Api.Features.RecordReadings;

/// <summary>The served model as Manufacturing uses it: readings in, prediction out.</summary>
public sealed class RemainingLifeModel([FromKeyedServices(ManufacturingServices.ModelName)] ModelHost models)
{
    // How wide a version's intervals are, worked out once a version.
    private readonly ConditionalWeakTable<LoadedModel, LifeInterval> _intervals = [];

    /// <summary>Whether this service makes the features and finds the intervals of a version; throws when it does not.</summary>
    public static void Accept(ModelManifest manifest) => _ = IntervalOf(manifest);

    /// <summary>Predicts, and moves the machine's state: it is the newest prediction of the machine.</summary>
    public Prediction Predict(Machine machine, OperatingHistory history, DateTimeOffset now)
    {
        using var lease = models.Lease(); // score, stamp and drivers are of one version
        var model = lease.Model;
        var interval = _intervals.GetValue(model, loaded => IntervalOf(loaded.Manifest));

        var features = DegradationFeatures.Vector(history);
        var score = model.Score(features);
        var life = interval.Around(score);
        var outcome = machine.Judge(life.Cycles);
        return new Prediction
        {
            Id = Guid.CreateVersion7(now),
            MachineId = machine.Id,
            Cycle = history.CyclesRun,
            Model = model.Stamp,
            Features = features,
            Score = score,
            Life = life,
            Limit = machine.Limit,
            Outcome = outcome,
            // An explanation costs about a hundred scores: at once only where someone must act on it.
            Drivers = outcome == Outcome.LimitCrossed ? [.. Drivers.Strongest(features, model.Explain(features).Contributions)] : [],
            PredictedAt = now.ToStoredPrecision(),
        };
    }

    /// <summary>What drove a recorded prediction; null when the model that made it is no longer there.</summary>
    public Driver[]? Explain(Prediction prediction)
    {
        if (prediction.Drivers.Count > 0)
        {
            return [.. prediction.Drivers];
        }

        using var lease = models.Lease(prediction.Model.Version);
        return lease?.Model is { } model && model.Stamp == prediction.Model
            ? Drivers.Strongest(prediction.Features, model.Explain(prediction.Features).Contributions)
            : null;
    }

    private static LifeInterval IntervalOf(ModelManifest manifest) =>
        manifest.Features.Select(feature => feature.Name).SequenceEqual(DegradationFeatures.Names)
            ? LifeInterval.From(manifest)
            : throw new InvalidOperationException($"The model {manifest.Version} wants other features than {nameof(DegradationFeatures)} makes.");
}
