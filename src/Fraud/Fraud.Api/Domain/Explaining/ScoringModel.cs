using Fraud.Api.Domain.Features;
using Platform.Inference;
using Platform.Inference.Trees;

namespace Fraud.Api.Domain.Explaining;

/// <summary>Scores rows, to the bit as the model that decided: <paramref name="count"/> of them, row-major.</summary>
public delegate void ScoreRows(ReadOnlySpan<float> rows, int count, Span<float> scores);

/// <summary>A version of the model as explanations, searches and replays use it.</summary>
/// <param name="Stamp">Which it is.</param>
/// <param name="Features">What it wants.</param>
/// <param name="Thresholds">From where on it holds payments up.</param>
/// <param name="Trees">Its trees; null for a model of another kind, which can be scored and not explained.</param>
/// <param name="Score">How it scores. Nothing that is asked here counts as traffic.</param>
public sealed record ScoringModel(ModelStamp Stamp, FeatureSet Features, Thresholds Thresholds, TreeEnsemble? Trees, ScoreRows Score)
{
    public float ScoreOne(ReadOnlySpan<float> row)
    {
        var score = 0f;
        Score(row, 1, new Span<float>(ref score));
        return score;
    }

    /// <summary>Whether scores can be explained exactly: by trees with covers.</summary>
    public bool CanExplain => Trees is { HasCovers: true };

    /// <summary>Exact path-dependent TreeSHAP in log-odds; null where it cannot (<see cref="CanExplain"/>).</summary>
    public Explanation? Explain(ReadOnlySpan<float> row) =>
        CanExplain ? TreeShap.Explain(Trees!, row) : null;
}
