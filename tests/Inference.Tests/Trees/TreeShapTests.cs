using CsCheck;
using Platform.Inference.Trees;

namespace Inference.Tests.Trees;

public sealed class TreeShapTests
{
    [Fact]
    public void Contributions_are_the_Shapley_values_of_the_path_dependent_value_function() =>
        Gen.Select(RandomTrees.Ensemble, RandomTrees.Row).Sample((ensemble, row) =>
        {
            var explanation = TreeShap.Explain(ensemble, row);

            explanation.Contributions.ShouldBe(BruteForceShapley.Contributions(ensemble, row), 1e-9);
            explanation.BaseValue.ShouldBe(BruteForceShapley.Value(ensemble, row, coalition: 0), 1e-9);
        }, iter: 3000);

    [Fact]
    public void Base_value_and_contributions_add_up_to_the_raw_score() =>
        Gen.Select(RandomTrees.Ensemble, RandomTrees.Row).Sample((ensemble, row) =>
            TreeShap.Explain(ensemble, row).RawScore.ShouldBe(ensemble.RawScore(row), 1e-9), iter: 3000);

    [Fact]
    public void A_feature_no_tree_asks_for_contributes_nothing()
    {
        var tree = Stump(feature: 0, low: -1, high: 1, coverLow: 30, coverHigh: 10);

        var explanation = TreeShap.Explain(new TreeEnsemble(2, .25, [tree], ScoreTransform.None), [5, 123]);

        explanation.BaseValue.ShouldBe(.25 - .5, 1e-12);
        explanation.Contributions.ShouldBe([1.5, 0], 1e-12);
        explanation.Upwards().ShouldBe([(0, 1.5)]);
    }

    [Fact]
    public void Trees_without_covers_are_refused()
    {
        var ensemble = new TreeEnsemble(1, 0, [Stump(0, -1, 1, 0, 0)], ScoreTransform.None);

        ensemble.HasCovers.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => TreeShap.Explain(ensemble, [1]));
    }

    internal static Tree Stump(int feature, float low, float high, double coverLow, double coverHigh) => new(
        [feature, Tree.Leaf, Tree.Leaf], [0, 0, 0], [1, -1, -1], [2, -1, -1], [0, low, high], [coverLow + coverHigh, coverLow, coverHigh]);
}
