using Manufacturing.Contracts.V1;

namespace Manufacturing.Api.Domain;

/// <summary>A machine that is watched.</summary>
public sealed class Machine
{
    /// <summary>
    /// How far above the limit a machine must rise before falling to it counts again, in cycles: more than predictions of
    /// one engine scatter from cycle to cycle.
    /// </summary>
    public const double Hysteresis = 10;

    /// <summary>Highest limit, in cycles: with the hysteresis still below what the model predicts for a healthy machine.</summary>
    public const double HighestLimit = 100;

    /// <summary>As its operator named it.</summary>
    public required string Id { get; init; }

    public required MachineKind Kind { get; set; }

    public required string Name { get; set; }

    /// <summary>Remaining life at which a failure is announced, in cycles.</summary>
    public required double Limit { get; set; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Newest cycle on record; null before the first reading.</summary>
    public int? LatestCycle { get; set; }

    /// <summary>Whether it has fallen to its limit and not risen clearly above since.</summary>
    public bool IsBelowLimit { get; private set; }

    public Guid? LatestPredictionId { get; set; }

    /// <summary>The prediction at the newest cycle that was predicted at.</summary>
    public Prediction? LatestPrediction { get; set; }

    /// <summary>Takes what its operator says of it now. Another limit is watched from the start.</summary>
    public void Describe(MachineKind kind, string name, double limit)
    {
        if (limit != Limit)
        {
            IsBelowLimit = false;
        }

        (Kind, Name, Limit) = (kind, name, limit);
    }

    /// <summary>Watches the limit: falling to it counts once, until the machine has risen by the hysteresis above it.</summary>
    /// <param name="remainingCycles">The newest prediction, in cycles.</param>
    public Outcome Judge(double remainingCycles)
    {
        var wasBelow = IsBelowLimit;
        IsBelowLimit = remainingCycles <= Limit || (wasBelow && remainingCycles < Limit + Hysteresis);
        return IsBelowLimit
            ? wasBelow ? Outcome.BelowLimit : Outcome.LimitCrossed
            : Outcome.Healthy;
    }
}
