using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using BinaryModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    Microsoft.ML.Trainers.LightGbm.LightGbmBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace Platform.Learning;

/// <summary>From our settings to ML.NET's options, whose defaults differ from LightGBM's.</summary>
internal static class LightGbmOptions
{
    public static LightGbmBinaryTrainer.Options Binary(LightGbmSettings settings, TrainingTable table, bool validated)
    {
        var options = new LightGbmBinaryTrainer.Options
        {
            // ML.NET's default of .5 would make the raw score twice the log-odds.
            Sigmoid = 1,
            WeightOfPositiveExamples = settings.PositiveWeight,
            EvaluationMetric = LightGbmBinaryTrainer.Options.EvaluateMetricType.Logloss,
            LabelColumnName = MemoryDataView.Positive,
        };
        Fill<LightGbmBinaryTrainer.Options, float, BinaryPredictionTransformer<BinaryModel>, BinaryModel>(options, settings, table, validated);
        return options;
    }

    public static LightGbmRegressionTrainer.Options Regression(LightGbmSettings settings, TrainingTable table, bool validated)
    {
        var options = new LightGbmRegressionTrainer.Options
        {
            EvaluationMetric = LightGbmRegressionTrainer.Options.EvaluateMetricType.RootMeanSquaredError,
        };
        Fill<LightGbmRegressionTrainer.Options, float, RegressionPredictionTransformer<LightGbmRegressionModelParameters>, LightGbmRegressionModelParameters>(
            options, settings, table, validated);
        return options;
    }

    public static LightGbmRankingTrainer.Options Ranking(LightGbmSettings settings, TrainingTable table, bool validated)
    {
        var options = new LightGbmRankingTrainer.Options
        {
            Sigmoid = 1,
            EvaluationMetric = LightGbmRankingTrainer.Options.EvaluateMetricType.NormalizedDiscountedCumulativeGain,
            RowGroupColumnName = MemoryDataView.Group,
            // 2^relevance - 1, the gain of nDCG; ML.NET's own jump at the fourth grade.
            CustomGains = [.. Enumerable.Range(0, 16).Select(relevance => (1 << relevance) - 1)],
        };
        Fill<LightGbmRankingTrainer.Options, float, RankingPredictionTransformer<LightGbmRankingModelParameters>, LightGbmRankingModelParameters>(
            options, settings, table, validated);
        return options;
    }

    private static void Fill<TOptions, TOutput, TTransformer, TModel>(
        LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase options, LightGbmSettings settings, TrainingTable table, bool validated)
        where TOptions : LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase, new()
        where TTransformer : ISingleFeaturePredictionTransformer<TModel>
        where TModel : class
    {
        options.NumberOfIterations = settings.Trees;
        options.NumberOfLeaves = settings.Leaves;
        options.LearningRate = settings.LearningRate;
        options.MinimumExampleCountPerLeaf = settings.MinimumLeafRows;
        options.MaximumBinCountPerFeature = settings.MaximumBins;
        options.EarlyStoppingRound = validated ? settings.EarlyStoppingRounds : 0;
        options.ExampleWeightColumnName = table.Weights is null ? null : MemoryDataView.Weight;
        options.UseCategoricalSplit = false;
        options.HandleMissingValue = false;
        options.Seed = settings.Seed;
        options.NumberOfThreads = 1;
        options.Deterministic = true;
        // Else LightGBM times both layouts and takes the faster, which is another on another day.
        options.ForceColumnWise = true;
        options.Booster = new GradientBooster.Options
        {
            MaximumTreeDepth = settings.MaximumDepth,
            MinimumChildWeight = settings.MinimumLeafHessian,
            MinimumSplitGain = settings.MinimumSplitGain,
            FeatureFraction = settings.FeatureFraction,
            SubsampleFraction = settings.RowFraction,
            SubsampleFrequency = settings.RowFraction < 1 ? 1 : 0,
            L1Regularization = settings.L1,
            L2Regularization = settings.L2,
        };
    }
}
