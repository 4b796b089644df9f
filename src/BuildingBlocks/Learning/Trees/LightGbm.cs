using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using TreeEnsemble = Platform.Inference.Trees.TreeEnsemble;

namespace Platform.Learning;

/// <summary>
/// Gradient boosted trees by LightGBM, through ML.NET. One thread and LightGBM's deterministic mode, so that equal
/// rows, settings and seed give equal trees on the same kind of processor. ML.NET lets one training run at a time
/// in a process; calling from several threads is safe.
/// </summary>
public static class LightGbm
{
    /// <summary>Grows the trees. Every node gets the number of training rows that reach it as its cover.</summary>
    /// <param name="table">The rows to learn from.</param>
    /// <param name="settings">The parameters.</param>
    /// <param name="validation">Rows of a later time or of other groups: training stops when they no longer gain.</param>
    /// <returns>Trees whose raw score is log-odds (binary), label units (regression) or an order (ranking).</returns>
    /// <exception cref="ArgumentException">The table does not fit the objective, or has values that are not finite.</exception>
    /// <exception cref="InvalidOperationException">No feature tells the labels apart.</exception>
    public static TreeEnsemble Train(TrainingTable table, LightGbmSettings settings, TrainingTable? validation = null)
    {
        var model = Fit(table, settings, validation);
        return BoostedTrees.Read(model.Trees, table, settings.Objective);
    }

    /// <summary>Grows the trees, and has ML.NET score other rows with its own model: to hold our trees against it.</summary>
    /// <returns>The trees, and ML.NET's raw score of each of <paramref name="rows"/>.</returns>
    public static (TreeEnsemble Trees, float[] RawScores) TrainAndScore(TrainingTable table, LightGbmSettings settings, TrainingTable rows)
    {
        var model = Fit(table, settings, validation: null);
        return (BoostedTrees.Read(model.Trees, table, settings.Objective), model.Score(rows));
    }

    private static (RegressionTreeEnsemble Trees, Func<TrainingTable, float[]> Score) Fit(
        TrainingTable table, LightGbmSettings settings, TrainingTable? validation)
    {
        table.Check(settings.Objective);
        validation?.Check(settings.Objective);
        var context = new MLContext(settings.Seed);
        var data = MemoryDataView.Of(context, table);
        var validationData = validation is null ? null : MemoryDataView.Of(context, validation);
        var validated = validation is not null;
        try
        {
            switch (settings.Objective)
            {
                case TreeObjective.Binary:
                    var binary = context.BinaryClassification.Trainers.LightGbm(LightGbmOptions.Binary(settings, table, validated)).Fit(data, validationData);
                    return (binary.Model.SubModel.TrainedTreeEnsemble, Scorer(context, binary));
                case TreeObjective.Regression:
                    var regression = context.Regression.Trainers.LightGbm(LightGbmOptions.Regression(settings, table, validated)).Fit(data, validationData);
                    return (regression.Model.TrainedTreeEnsemble, Scorer(context, regression));
                default:
                    var ranking = context.Ranking.Trainers.LightGbm(LightGbmOptions.Ranking(settings, table, validated)).Fit(data, validationData);
                    return (ranking.Model.TrainedTreeEnsemble, Scorer(context, ranking));
            }
        }
        catch (ArgumentNullException error)
        {
            // How ML.NET 5.0 fails on a tree without a split whose only leaf is 0.
            throw new InvalidOperationException("LightGBM found no split: no feature tells the labels apart.", error);
        }
    }

    private static Func<TrainingTable, float[]> Scorer(MLContext context, ITransformer model) =>
        rows => MemoryDataView.Scores(model.Transform(MemoryDataView.Of(context, rows)));
}
