namespace Healthcare.Api.Domain;

/// <summary>A machine that takes radiographs, and what Manufacturing predicts for it.</summary>
public sealed class Scanner
{
    public required string Id { get; init; }

    /// <summary>Where it stands, in the department's words; null until it is registered.</summary>
    public string? Location { get; private set; }

    /// <summary>Null as long as only a prediction has named it: nothing may be uploaded from it then.</summary>
    public DateTimeOffset? RegisteredAt { get; private set; }

    /// <summary>When it was last serviced; what was predicted before no longer stands.</summary>
    public DateTimeOffset? ServicedAt { get; private set; }

    public PredictedFailure? Failure { get; private set; }

    /// <summary>The failure that still stands: predicted after the last service.</summary>
    public PredictedFailure? StandingFailure => Failure is { } failure && (ServicedAt is not { } serviced || failure.PredictedAt > serviced) ? failure : null;

    public void Register(string location, DateTimeOffset? servicedAt, DateTimeOffset now)
    {
        Location = location;
        RegisteredAt ??= now;
        ServicedAt = servicedAt ?? ServicedAt;
    }

    /// <summary>Takes a prediction; events come in any order, so an older one changes nothing.</summary>
    /// <returns>Whether it was taken.</returns>
    public bool TryMark(PredictedFailure failure)
    {
        if (Failure is { } known && known.PredictedAt >= failure.PredictedAt)
        {
            return false;
        }

        Failure = failure;
        return true;
    }
}

/// <summary>What Manufacturing predicted for a scanner.</summary>
/// <param name="RemainingCycles">Remaining useful life in operating cycles, with the ends of its 90 % interval.</param>
/// <param name="Drivers">Sensors that drive the prediction, strongest first.</param>
public sealed record PredictedFailure(
    Guid PredictionId,
    double RemainingCycles,
    double RemainingCyclesLow,
    double RemainingCyclesHigh,
    string[] Drivers,
    DateTimeOffset PredictedAt);
