using Fraud.Api.Domain.Features;

namespace Fraud.Api.Domain;

/// <summary>Why a payment was held up.</summary>
/// <param name="Code">Name of the feature, for programs.</param>
/// <param name="Text">What it says, for people.</param>
/// <param name="Contribution">What it added to the score, in log-odds (exact path-dependent TreeSHAP).</param>
public sealed record Reason(string Code, string Text, float Contribution);

public static class Reasons
{
    public const int AtMost = 3;

    /// <summary>The features that raised the score most, strongest first, one a topic, in words.</summary>
    /// <param name="features">The model's features.</param>
    /// <param name="payment">The payment they were computed from.</param>
    /// <param name="contributions">One number a feature, in log-odds; above 0 speaks for fraud.</param>
    public static Reason[] Strongest(FeatureSet features, PointInTime payment, IReadOnlyList<double> contributions)
    {
        var reasons = new List<Reason>(AtMost);
        var told = new HashSet<FeatureTopic>();
        foreach (var (feature, contribution) in features.Features.Zip(contributions).OrderByDescending(pair => pair.Second))
        {
            if (contribution <= 0 || reasons.Count == AtMost)
            {
                break;
            }

            if (!told.Contains(feature.Topic) && feature.InWords(payment) is { } text)
            {
                told.Add(feature.Topic);
                reasons.Add(new Reason(feature.Name, text, (float)contribution));
            }
        }

        return [.. reasons];
    }
}
