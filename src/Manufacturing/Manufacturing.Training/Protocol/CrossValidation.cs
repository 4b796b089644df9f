using Manufacturing.Training.Data;
using Platform.Inference;
using Platform.Inference.Trees;
using Platform.Learning;
using Platform.Statistics;

namespace Manufacturing.Training.Protocol;

/// <summary>Predictions for engines the model has not learned from: folds are of whole engines, each set spread evenly.</summary>
public static class CrossValidation
{
    private const ulong FoldSeed = 7;

    /// <summary>One prediction a window, in cycles, by the model of the folds without its engine.</summary>
    public static float[] Predict(EngineWindows windows, LightGbmSettings settings, CancellationToken cancellationToken)
    {
        var folds = FoldOf(windows.Engines, ManufacturingModelSettings.Folds);
        var table = windows.Table();
        var predictions = new float[windows.Count];
        for (var fold = 0; fold < ManufacturingModelSettings.Folds; fold++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var trees = LightGbm.Train(table.Select([.. Rows(inFold: false)]), settings);
            foreach (var row in Rows(inFold: true))
            {
                predictions[row] = Score(trees, windows.Row(row));
            }

            IEnumerable<int> Rows(bool inFold) =>
                Enumerable.Range(0, windows.Count).Where(row => folds[windows.Owners[row]] == fold == inFold);
        }

        return predictions;
    }

    /// <summary>Root mean squared error over the windows asked about, each engine counting once; not capped, in cycles.</summary>
    public static double Rmse(EngineWindows windows, IReadOnlyList<float> predictions, string? set = null) => Math.Sqrt(
        windows.Asked()
            .Where(row => set is null || windows.Engines[windows.Owners[row]].Set == set)
            .GroupBy(row => windows.Owners[row])
            .Average(engine => engine.Average(row => Math.Pow(predictions[row] - windows.Remaining[row], 2))));

    /// <summary>The fold of each engine, from 0.</summary>
    public static int[] FoldOf(IReadOnlyList<Engine> engines, int folds)
    {
        var random = new SplitMix64(FoldSeed);
        var order = new ulong[engines.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = random.Next();
        }

        var fold = new int[engines.Count];
        foreach (var set in Enumerable.Range(0, engines.Count).GroupBy(engine => engines[engine].Set))
        {
            foreach (var (place, engine) in set.OrderBy(engine => order[engine]).Index())
            {
                fold[engine] = place % folds;
            }
        }

        return fold;
    }

    private static float Score(TreeEnsemble trees, ReadOnlySpan<float> row) => (float)trees.Score(row);
}
