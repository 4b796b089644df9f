using Platform.Inference;

namespace Manufacturing.Api.Domain;

/// <summary>
/// Conformal interval around a prediction: how far the truth lay below and above predictions of that size, on engines the
/// model had not learned from. Asymmetric and wider where the model knows less. Offsets are interpolated linearly between
/// the levels they were measured at and constant beyond. How they are measured: Manufacturing.Training, ConformalOffsets.
/// </summary>
public sealed class LifeInterval
{
    public const string LevelsParameter = "intervalLevels";
    public const string BelowParameter = "intervalBelow";
    public const string AboveParameter = "intervalAbove";
    public const string HorizonParameter = "horizonCycles";

    private readonly double[] _levels, _below, _above;
    private readonly double _horizon;

    /// <param name="levels">Predictions in cycles, ascending; at least one.</param>
    /// <param name="below">For each level, what the lower end lies below the prediction, in cycles.</param>
    /// <param name="above">For each level, what the upper end lies above the prediction, in cycles.</param>
    /// <param name="horizon">Life beyond which machines look alike, in cycles: the cap of the training labels.</param>
    /// <exception cref="ArgumentException">The lists do not fit each other, or are not in order.</exception>
    public LifeInterval(double[] levels, double[] below, double[] above, double horizon)
    {
        if (levels.Length == 0 || below.Length != levels.Length || above.Length != levels.Length
            || levels.Zip(levels.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException("An interval needs ascending levels, and one offset below and above for each.");
        }

        (_levels, _below, _above, _horizon) = (levels, below, above, horizon);
    }

    /// <summary>The interval that was measured for a model.</summary>
    public static LifeInterval From(ModelManifest manifest) => new(
        manifest.Parameters[LevelsParameter],
        manifest.Parameters[BelowParameter],
        manifest.Parameters[AboveParameter],
        manifest.Parameter(HorizonParameter));

    /// <param name="score">The model's output, in cycles.</param>
    public RemainingLife Around(float score)
    {
        var cycles = Math.Max(0, (double)score);
        var low = Math.Clamp(cycles - At(_below, cycles), 0, cycles);
        var high = Math.Max(cycles, cycles + At(_above, cycles));
        return new RemainingLife(cycles, low, high, AtLeast: high >= _horizon);
    }

    private double At(double[] offsets, double prediction)
    {
        var above = Array.FindIndex(_levels, level => level >= prediction);
        if (above <= 0)
        {
            return above == 0 ? offsets[0] : offsets[^1];
        }

        var share = (prediction - _levels[above - 1]) / (_levels[above] - _levels[above - 1]);
        return offsets[above - 1] + (share * (offsets[above] - offsets[above - 1]));
    }
}
