using Platform.Inference;
using Platform.Learning;
using Platform.Statistics;

namespace Learning.Tests.Trees;

/// <summary>Synthetic tables with a signal, made from a seed.</summary>
internal static class Tables
{
    private static readonly string[] Names = ["amount", "count", "share", "noise"];

    public static TrainingTable Binary(int rows, ulong seed) => Make(rows, seed, (row, random) =>
        random < 1 / (1 + Math.Exp(-((row[0] / 50) + (row[1] > 3 ? 1.5 : -1.5) - (3 * row[2] * row[2])))) ? 1 : 0);

    public static TrainingTable Regression(int rows, ulong seed) => Make(rows, seed, (row, random) =>
        (float)((row[0] / 10) + (row[1] * row[2]) + random));

    public static TrainingTable Ranking(int groups, int size, ulong seed) => Make(groups * size, seed, (row, random) =>
        Math.Clamp((int)((row[2] * 3) + random), 0, 3)) with
    {
        GroupSizes = [.. Enumerable.Repeat(size, groups)],
    };

    private static TrainingTable Make(int count, ulong seed, Func<float[], double, float> label)
    {
        var random = new SplitMix64(seed);
        var rows = new float[count * Names.Length];
        var labels = new float[count];
        for (var i = 0; i < count; i++)
        {
            float[] row = [(random.NextSingle() * 200) - 100, random.NextBelow(8), random.NextSingle(), (float)Math.Pow(10, (random.NextDouble() * 12) - 6)];
            row.CopyTo(rows, i * Names.Length);
            labels[i] = label(row, random.NextDouble());
        }

        return new TrainingTable(Names, rows, labels);
    }
}
