namespace Platform.Inference.Trees;

/// <summary>
/// Exact path-dependent SHAP values of one score: <c>BaseValue + sum(Contributions)</c> is the raw score.
/// </summary>
/// <param name="BaseValue">The mean raw score over the training rows: log-odds for classifiers, label units for regressors.</param>
/// <param name="Contributions">What each feature added to it, in the same unit, in the order of the features.</param>
public sealed record Explanation(double BaseValue, double[] Contributions)
{
    /// <summary>The explained raw score.</summary>
    public double RawScore => BaseValue + Contributions.Sum();

    /// <summary>The features that pushed the score up most, largest first: index and contribution.</summary>
    public IEnumerable<(int Feature, double Contribution)> Upwards() =>
        Contributions.Index().Where(c => c.Item > 0).OrderByDescending(c => c.Item).Select(c => (c.Index, c.Item));
}
