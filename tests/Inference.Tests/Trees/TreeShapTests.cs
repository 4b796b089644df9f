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
    public void Contributions_over_many_features_are_those_of_the_published_procedure() =>
        Gen.Select(RandomTrees.Wide, RandomTrees.WideRow).Sample((ensemble, row) =>
        {
            var explanation = TreeShap.Explain(ensemble, row);

            explanation.Contributions.ShouldBe(AlgorithmTwo.Contributions(ensemble, row), 1e-8);
            explanation.RawScore.ShouldBe(ensemble.RawScore(row), 1e-9);
        }, iter: 300);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(64)]
    [InlineData(500)]
    public void Equal_features_of_a_long_path_contribute_equally_and_add_up(int depth)
    {
        // The one leaf that is not 0 needs every feature; each is worth (1 - 2^-depth) / depth by symmetry.
        var ensemble = new TreeEnsemble(depth, 0, [Chain(depth)], ScoreTransform.None);

        var explanation = TreeShap.Explain(ensemble, [.. Enumerable.Repeat(-1f, depth)]);

        var emptyValue = Math.Pow(.5, depth);
        explanation.BaseValue.ShouldBe(emptyValue, 1e-12);
        explanation.Contributions.ShouldAllBe(contribution => Math.Abs(contribution - ((1 - emptyValue) / depth)) < 1e-12);
    }

    [Fact]
    public void A_tree_of_one_leaf_explains_nothing_and_counts_in_the_base_value()
    {
        var leaf = new Tree([Tree.Leaf], [0], [-1], [-1], [.75f], [10]);

        var explanation = TreeShap.Explain(new TreeEnsemble(2, .25, [leaf], ScoreTransform.None), [1, 2]);

        explanation.BaseValue.ShouldBe(1, 1e-12);
        explanation.Contributions.ShouldBe([0, 0]);
    }

    [Fact]
    public void A_branch_no_training_row_took_still_explains_the_row_that_takes_it()
    {
        var tree = Stump(feature: 0, low: -1, high: 1, coverLow: 40, coverHigh: 0);

        var explanation = TreeShap.Explain(new TreeEnsemble(1, 0, [tree], ScoreTransform.None), [5]);

        explanation.BaseValue.ShouldBe(-1, 1e-12);
        explanation.Contributions.ShouldBe([2], 1e-12);
    }

    [Fact]
    public void An_explanation_allocates_no_more_than_its_answer()
    {
        var ensemble = new TreeEnsemble(64, 0, [Chain(64)], ScoreTransform.None);
        var row = new float[64];
        TreeShap.Explain(ensemble, row);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            TreeShap.Explain(ensemble, row);
        }

        // 64 contributions of 8 bytes, and their sums at four points.
        ((GC.GetAllocatedBytesForCurrentThread() - before) / 100).ShouldBeLessThan(64 * 5 * sizeof(double) + 200);
    }

    [Fact]
    public void A_feature_no_tree_asks_for_contributes_nothing()
    {
        var tree = Stump(feature: 0, low: -1, high: 1, coverLow: 30, coverHigh: 10);

        var explanation = TreeShap.Explain(new TreeEnsemble(2, .25, [tree], ScoreTransform.None), [5, 123]);

        explanation.BaseValue.ShouldBe(.25 - .5, 1e-12);
        explanation.Contributions.ShouldBe([1.5, 0], 1e-12);
        explanation.Upwards().Select(upwards => upwards.Feature).ShouldBe([0]);
    }

    [Fact]
    public void Trees_without_covers_are_refused()
    {
        var ensemble = new TreeEnsemble(1, 0, [Stump(0, -1, 1, 0, 0)], ScoreTransform.None);

        ensemble.HasCovers.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => TreeShap.Explain(ensemble, [1]));
    }

    /// <summary>Asks for one feature after the other, halving the rows; who goes left to the end gets 1, all others 0.</summary>
    private static Tree Chain(int depth)
    {
        // Node 2d asks for feature d, and node 2d + 1 is its right leaf.
        var nodes = Enumerable.Range(0, (2 * depth) + 1).ToArray();
        bool IsSplit(int node) => node % 2 == 0 && node < 2 * depth;
        return new Tree(
            [.. nodes.Select(node => IsSplit(node) ? node / 2 : Tree.Leaf)],
            new float[nodes.Length],
            [.. nodes.Select(node => IsSplit(node) ? node + 2 : -1)],
            [.. nodes.Select(node => IsSplit(node) ? node + 1 : -1)],
            [.. nodes.Select(node => node == 2 * depth ? 1f : 0)],
            [.. nodes.Select(node => Math.Pow(.5, (node + 1) / 2))]);
    }

    internal static Tree Stump(int feature, float low, float high, double coverLow, double coverHigh) => new(
        [feature, Tree.Leaf, Tree.Leaf], [0, 0, 0], [1, -1, -1], [2, -1, -1], [0, low, high], [coverLow + coverHigh, coverLow, coverHigh]);
}
