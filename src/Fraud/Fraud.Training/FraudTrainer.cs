using Fraud.Api.Domain.Features;
using Fraud.Training.Protocol;
using Platform.Inference.Trees;
using Platform.Learning;

namespace Fraud.Training;

/// <summary>Rows in, trees out.</summary>
public static class FraudTrainer
{
    public static TrainingTable Table(FeatureRows rows) => new(FeatureSet.All.Names, rows.Values, rows.Labels());

    public static TreeEnsemble Train(FeatureRows rows, LightGbmSettings settings) => LightGbm.Train(Table(rows), settings);

    /// <summary>Probabilities of fraud, one a row.</summary>
    public static float[] Scores(TreeEnsemble trees, FeatureRows rows)
    {
        var scores = new float[rows.Payments.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = (float)trees.Score(rows.Values.AsSpan(i * trees.FeatureCount, trees.FeatureCount));
        }

        return scores;
    }
}
