using Fraud.Api.Domain.Features;
using Platform.Inference.Trees;

namespace Fraud.Api.Domain.Explaining;

/// <summary>What made a score: the base value and the contributions add up to its log-odds.</summary>
/// <param name="BaseValue">The mean over the training payments, in log-odds.</param>
/// <param name="LogOdds">ln(p / (1 - p)) of the score p.</param>
/// <param name="Contributions">One for each feature, strongest first whichever way it pushed.</param>
public sealed record ScoreExplanation(double BaseValue, double LogOdds, Contribution[] Contributions)
{
    /// <param name="facts">Null where they were not kept: then there are no words.</param>
    public static ScoreExplanation Of(FeatureSet features, PointInTime? facts, float[] vector, Explanation explanation) => new(
        explanation.BaseValue,
        explanation.RawScore,
        [.. features.Features
            .Select((feature, index) => new Contribution(
                feature.Name,
                vector[index],
                feature.Unit,
                explanation.Contributions[index],
                facts is null ? null : feature.InWords(facts)))
            .OrderByDescending(contribution => Math.Abs(contribution.LogOdds))]);
}

/// <summary>What a feature added to the score.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Value">Its value for this payment.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="LogOdds">Above 0 it speaks for fraud, below 0 against.</param>
/// <param name="Text">The value as an analyst would say it; null where it is no ground for suspicion.</param>
public sealed record Contribution(string Feature, float Value, string Unit, double LogOdds, string? Text);
