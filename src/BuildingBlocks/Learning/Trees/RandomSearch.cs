using Platform.Inference;
using Platform.Statistics;

namespace Platform.Learning;

/// <summary>Where <see cref="RandomSearch"/> draws settings from; every bound is included.</summary>
public sealed record SearchSpace(LightGbmSettings Base)
{
    /// <summary>Drawn uniformly in the logarithm.</summary>
    public (int Low, int High) Leaves { get; init; } = (7, 63);

    /// <summary>Drawn uniformly in the logarithm.</summary>
    public (double Low, double High) LearningRate { get; init; } = (.02, .2);

    /// <summary>Drawn uniformly in the logarithm.</summary>
    public (int Low, int High) Trees { get; init; } = (50, 500);

    /// <summary>Drawn uniformly in the logarithm.</summary>
    public (int Low, int High) MinimumLeafRows { get; init; } = (5, 200);

    public (double Low, double High) FeatureFraction { get; init; } = (.5, 1);

    public (double Low, double High) RowFraction { get; init; } = (.5, 1);

    /// <summary>Drawn uniformly in the logarithm.</summary>
    public (double Low, double High) L2 { get; init; } = (.01, 30);

    internal LightGbmSettings Draw(ref SplitMix64 random) => Base with
    {
        Leaves = Logarithmic(Leaves, ref random),
        LearningRate = Logarithmic(LearningRate, ref random),
        Trees = Logarithmic(Trees, ref random),
        MinimumLeafRows = Logarithmic(MinimumLeafRows, ref random),
        FeatureFraction = Linear(FeatureFraction, ref random),
        RowFraction = Linear(RowFraction, ref random),
        L2 = Logarithmic(L2, ref random),
    };

    private static int Logarithmic((int Low, int High) bounds, ref SplitMix64 random) =>
        (int)Math.Round(Logarithmic(((double)bounds.Low, bounds.High), ref random));

    private static double Logarithmic((double Low, double High) bounds, ref SplitMix64 random) =>
        Math.Exp(Linear((Math.Log(bounds.Low), Math.Log(bounds.High)), ref random));

    private static double Linear((double Low, double High) bounds, ref SplitMix64 random) =>
        bounds.Low + ((bounds.High - bounds.Low) * random.NextDouble());
}

/// <summary>One tried setting and what it gave.</summary>
public sealed record Trial(int Number, LightGbmSettings Settings, double Objective);

/// <summary>Random search (Bergstra, Bengio, JMLR 2012), seeded.</summary>
public static class RandomSearch
{
    /// <summary>Tries the base settings first and then drawn ones; the largest objective wins, the earlier trial on a tie.</summary>
    /// <param name="objective">Larger is better (negate an error); computed on data before the test period only.</param>
    /// <param name="report">Told of each trial when it is done.</param>
    public static Trial Maximise(
        SearchSpace space, int trials, int seed, Func<LightGbmSettings, double> objective, Action<Trial>? report = null, CancellationToken cancellationToken = default)
    {
        var random = new SplitMix64((ulong)seed);
        Trial? best = null;
        for (var number = 0; number < trials; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var settings = number == 0 ? space.Base : space.Draw(ref random);
            var trial = new Trial(number, settings, objective(settings));
            report?.Invoke(trial);
            best = best is null || trial.Objective > best.Objective ? trial : best;
        }

        return best ?? throw new ArgumentOutOfRangeException(nameof(trials), "A search needs a trial.");
    }
}
