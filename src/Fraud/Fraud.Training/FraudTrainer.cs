using Fraud.Api.Domain.Features;
using Fraud.Training.Protocol;
using Platform.Inference.Trees;
using Platform.Learning;

namespace Fraud.Training;

/// <summary>Rows in, trees out.</summary>
public static class FraudTrainer
{
    public static TrainingTable Table(FeatureRows rows) => new(FeatureSet.All.Names, rows.Values, rows.Labels());

    /// <summary>Grows so many ensembles that differ in their seeds, and takes their mean as one.</summary>
    /// <exception cref="InputException">There is too little to learn from.</exception>
    public static TreeEnsemble Train(FeatureRows rows, LightGbmSettings settings, int members = FraudModelSettings.Members)
    {
        var table = Table(rows);
        try
        {
            var trees = TreeEnsemble.Mean(
                [.. Enumerable.Range(0, members).Select(member => LightGbm.Train(table, settings with { Seed = settings.Seed + member }))]);
            // Without a split LightGBM fails or gives every row the same score, whichever.
            return Scores(trees, rows).Distinct().Skip(1).Any() ? trees : throw TooLittle();
        }
        catch (InvalidOperationException)
        {
            throw TooLittle();
        }

        InputException TooLittle() =>
            new($"Nothing can be learned from {rows.Payments.Length} payments, {rows.Frauds} of them fraud: no feature tells them apart.");
    }

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
