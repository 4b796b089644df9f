using Platform.Inference.Trees;

namespace Inference.Tests.Trees;

public sealed class TreeTests
{
    [Fact]
    public void A_value_at_the_threshold_goes_left_and_the_next_float_goes_right()
    {
        var tree = TreeShapTests.Stump(0, low: 1, high: 2, 1, 1);

        tree.Value[tree.FindLeaf([0])].ShouldBe(1);
        tree.Value[tree.FindLeaf([float.Epsilon])].ShouldBe(2);
    }

    [Fact]
    public void A_cycle_is_refused() => Refused(left: [1, 0, -1], right: [2, 2, -1], feature: [0, 0, -1], "two parents");

    [Fact]
    public void A_node_with_two_parents_is_refused() => Refused(left: [1, 2, -1], right: [2, 2, -1], feature: [0, 0, -1], "two parents");

    [Fact]
    public void A_child_outside_of_the_tree_is_refused() => Refused(left: [1, -1, -1], right: [7, -1, -1], feature: [0, -1, -1], "outside");

    [Fact]
    public void A_node_nobody_reaches_is_refused() => Refused(left: [-1, -1, -1], right: [-1, -1, -1], feature: [-1, -1, -1], "cannot be reached");

    [Fact]
    public void A_threshold_that_is_not_a_number_is_refused() => Should.Throw<InvalidDataException>(
        () => new Tree([0, -1, -1], [float.NaN, 0, 0], [1, -1, -1], [2, -1, -1], [0, 1, 2], [2, 1, 1]));

    [Fact]
    public void A_feature_outside_of_the_row_is_refused() => Should.Throw<InvalidDataException>(
        () => new TreeEnsemble(3, 0, [TreeShapTests.Stump(3, 0, 1, 1, 1)], ScoreTransform.None));

    [Fact]
    public void A_mean_scores_as_its_members_on_average()
    {
        var members = new[]
        {
            new TreeEnsemble(2, .5, [TreeShapTests.Stump(0, 1, 2, 3, 1)], ScoreTransform.Logistic),
            new TreeEnsemble(2, -1, [TreeShapTests.Stump(1, 4, 8, 2, 2), TreeShapTests.Stump(0, 0, 1, 1, 3)], ScoreTransform.Logistic),
        };

        var mean = TreeEnsemble.Mean(members);

        mean.Trees.Count.ShouldBe(3);
        foreach (var row in new float[][] { [-1, -1], [-1, 1], [1, -1], [1, 1] })
        {
            mean.RawScore(row).ShouldBe(members.Average(member => member.RawScore(row)), 1e-6);
        }
    }

    [Fact]
    public void Ensembles_that_take_other_rows_or_give_other_scores_have_no_mean()
    {
        var one = new TreeEnsemble(2, 0, [TreeShapTests.Stump(0, 1, 2, 1, 1)], ScoreTransform.Logistic);

        Should.Throw<ArgumentException>(() => TreeEnsemble.Mean([]));
        Should.Throw<ArgumentException>(() => TreeEnsemble.Mean([one, new TreeEnsemble(3, 0, one.Trees, ScoreTransform.Logistic)]));
        Should.Throw<ArgumentException>(() => TreeEnsemble.Mean([one, new TreeEnsemble(2, 0, one.Trees, ScoreTransform.None)]));
    }

    private static void Refused(int[] left, int[] right, int[] feature, string reason) => Should
        .Throw<InvalidDataException>(() => new Tree(feature, new float[3], left, right, new float[3], new double[3]))
        .Message.ShouldContain(reason);
}
