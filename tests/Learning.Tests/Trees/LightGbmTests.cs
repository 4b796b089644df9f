using Platform.Inference.Trees;
using Platform.Learning;
using Platform.Statistics;

namespace Learning.Tests.Trees;

public sealed class LightGbmTests
{
    private static readonly LightGbmSettings Binary = new() { Objective = TreeObjective.Binary, Trees = 60, Leaves = 15 };

    public static TheoryData<TreeObjective> Objectives => [TreeObjective.Binary, TreeObjective.Regression, TreeObjective.LambdaRank];

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Trees_score_as_the_library_does(TreeObjective objective)
    {
        var other = Table(objective, seed: 2);

        var (trees, library) = LightGbm.TrainAndScore(Table(objective, seed: 1), Binary with { Objective = objective }, other);

        for (var i = 0; i < other.RowCount; i++)
        {
            trees.RawScore(other.Row(i)).ShouldBe(library[i], 1e-5 * Math.Max(1, Math.Abs(library[i])));
        }
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Equal_seeds_give_equal_trees(TreeObjective objective)
    {
        var settings = Binary with { Objective = objective, FeatureFraction = .7, RowFraction = .6 };

        var first = OnnxTrees.Write(LightGbm.Train(Table(objective, 1), settings));
        var second = OnnxTrees.Write(LightGbm.Train(Table(objective, 1), settings));
        var otherSeed = OnnxTrees.Write(LightGbm.Train(Table(objective, 1), settings with { Seed = 43 }));

        second.ShouldBe(first);
        otherSeed.ShouldNotBe(first);
    }

    [Fact]
    public void A_classifier_gives_log_odds_that_are_calibrated_on_its_own_rows()
    {
        var table = Tables.Binary(4000, 1);

        var trees = LightGbm.Train(table, Binary);

        trees.Transform.ShouldBe(ScoreTransform.Logistic);
        var mean = Enumerable.Range(0, table.RowCount).Average(i => trees.Score(table.Row(i)));
        mean.ShouldBe(table.Labels.Average(), .01);
    }

    [Fact]
    public void Covers_of_children_add_up_to_their_parents_and_the_root_has_every_row()
    {
        // Regression, because LightGBM estimates a leaf's rows from second derivatives, which are all 1 here.
        var table = Tables.Regression(2000, 1);

        var trees = LightGbm.Train(table, Binary with { Objective = TreeObjective.Regression });

        foreach (var tree in trees.Trees)
        {
            tree.Cover[0].ShouldBe(table.RowCount);
            for (var node = 0; node < tree.NodeCount; node++)
            {
                if (!tree.IsLeaf(node))
                {
                    tree.Cover[node].ShouldBe(tree.Cover[tree.Left[node]] + tree.Cover[tree.Right[node]]);
                }
                else
                {
                    tree.Cover[node].ShouldBeGreaterThanOrEqualTo(Binary.MinimumLeafRows);
                }
            }
        }
    }

    [Fact]
    public void Weights_count_rows_as_often_as_they_say()
    {
        // Doubling every weight of positive rows moves the mean log-odds up.
        var table = Tables.Binary(2000, 1);
        var heavy = table with { Weights = [.. table.Labels.Select(label => label > 0 ? 4f : 1f)] };

        var plain = LightGbm.Train(table, Binary);
        var weighted = LightGbm.Train(heavy, Binary);

        MeanRaw(weighted, table).ShouldBeGreaterThan(MeanRaw(plain, table) + .5);
    }

    [Fact]
    public void Training_stops_early_when_the_validation_rows_gain_nothing()
    {
        var settings = Binary with { Trees = 500, LearningRate = .3, EarlyStoppingRounds = 10 };

        var trees = LightGbm.Train(Tables.Binary(1000, 1), settings, validation: Tables.Binary(1000, 2));

        trees.Trees.Count.ShouldBeInRange(2, 200);
    }

    [Fact]
    public void A_ranking_puts_relevant_rows_first()
    {
        var table = Tables.Ranking(100, 20, 1);

        var trees = LightGbm.Train(table, Binary with { Objective = TreeObjective.LambdaRank });

        var scores = Enumerable.Range(0, table.RowCount).Select(i => (float)trees.RawScore(table.Row(i))).ToArray();
        Metrics.RocAuc(scores, [.. table.Labels.Select(label => label >= 2 ? 1f : 0f)]).ShouldBeGreaterThan(.8);
    }

    [Fact]
    public void A_table_whose_features_tell_nothing_is_refused()
    {
        var table = new TrainingTable(["constant"], [.. Enumerable.Repeat(1f, 100)], [.. Enumerable.Range(0, 100).Select(i => (float)(i % 2))]);

        Should.Throw<InvalidOperationException>(() => LightGbm.Train(table, Binary)).Message.ShouldContain("no split");
    }

    [Fact]
    public void A_value_that_is_not_a_number_is_refused_with_its_place()
    {
        var table = Tables.Binary(50, 1);
        table.Rows[6] = float.NaN;

        Should.Throw<ArgumentException>(() => LightGbm.Train(table, Binary)).Message.ShouldContain("share of row 1 is NaN");
    }

    [Fact]
    public void A_label_that_is_not_0_or_1_is_refused_for_a_classifier()
    {
        var table = Tables.Binary(50, 1);
        table.Labels[3] = 2;

        Should.Throw<ArgumentException>(() => LightGbm.Train(table, Binary)).Message.ShouldContain("label of row 3");
    }

    [Fact]
    public void Groups_that_do_not_add_up_are_refused()
    {
        var table = Tables.Ranking(5, 10, 1) with { GroupSizes = [10, 10, 10] };

        Should.Throw<ArgumentException>(() => LightGbm.Train(table, Binary with { Objective = TreeObjective.LambdaRank }));
    }

    private static TrainingTable Table(TreeObjective objective, ulong seed) => objective switch
    {
        TreeObjective.Binary => Tables.Binary(2000, seed),
        TreeObjective.Regression => Tables.Regression(2000, seed),
        _ => Tables.Ranking(100, 20, seed),
    };

    private static double MeanRaw(TreeEnsemble trees, TrainingTable table) =>
        Enumerable.Range(0, table.RowCount).Average(i => trees.RawScore(table.Row(i)));
}
