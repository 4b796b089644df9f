using Learning.Tests.Packaging;
using Platform.Inference;
using Platform.Inference.Onnx;
using Platform.Inference.Trees;
using Platform.Learning;
using Platform.Statistics;

namespace Learning.Tests.Trees;

public sealed class OnnxTreesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<TreeObjective> Objectives => [TreeObjective.Binary, TreeObjective.Regression, TreeObjective.LambdaRank];

    [Theory]
    [MemberData(nameof(Objectives))]
    public void The_runtime_scores_as_the_library_does_within_1e_5(TreeObjective objective)
    {
        // Rows far outside of the training rows as well, and 500 trees, so that rounding adds up.
        var rows = Wide(Tables.Binary(3000, 7));
        var table = objective switch
        {
            TreeObjective.Binary => Tables.Binary(3000, 1),
            TreeObjective.Regression => Tables.Regression(3000, 1),
            _ => Tables.Ranking(150, 20, 1),
        };
        var (trees, library) = LightGbm.TrainAndScore(
            table, new LightGbmSettings { Objective = objective, Trees = 500 }, objective == TreeObjective.LambdaRank ? rows with { GroupSizes = [rows.RowCount] } : rows);
        using var model = Models.Write(_folder.Path, trees, table);

        var scores = new float[rows.RowCount];
        model.Score(rows.Rows, rows.RowCount, scores);

        for (var i = 0; i < scores.Length; i++)
        {
            var expected = objective == TreeObjective.Binary ? 1 / (1 + Math.Exp(-library[i])) : library[i];
            scores[i].ShouldBe((float)expected, 1e-5 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void A_feature_equal_to_a_threshold_goes_left_in_the_runtime_as_in_the_trees()
    {
        var table = Tables.Regression(1000, 1);
        var trees = LightGbm.Train(table, new LightGbmSettings { Objective = TreeObjective.Regression, Trees = 50 });
        using var model = Models.Write(_folder.Path, trees, table);

        foreach (var (feature, threshold) in trees.Trees.SelectMany(tree => tree.Feature.Zip(tree.Threshold)).Where(split => split.First >= 0).Take(400))
        {
            foreach (var value in new[] { threshold, MathF.BitIncrement(threshold), MathF.BitDecrement(threshold) })
            {
                var row = table.Row(0).ToArray();
                row[feature] = value;
                model.Score(row).ShouldBe((float)trees.RawScore(row), 1e-5 * Math.Max(1, Math.Abs(trees.RawScore(row))));
            }
        }
    }

    [Fact]
    public void Trees_survive_a_round_trip_through_the_file()
    {
        var trees = LightGbm.Train(Tables.Binary(2000, 1), new LightGbmSettings { Objective = TreeObjective.Binary, Trees = 20 });

        var read = OnnxTreeReader.Read(ModelProto.Parser.ParseFrom(OnnxTrees.Write(trees)));

        read.Transform.ShouldBe(ScoreTransform.Logistic);
        read.HasCovers.ShouldBeTrue();
        OnnxTrees.Write(read).ShouldBe(OnnxTrees.Write(trees));
    }

    [Fact]
    public void A_calibrated_ensemble_is_the_sigmoid_of_the_scaled_raw_score()
    {
        var table = Tables.Binary(2000, 1);
        var trees = LightGbm.Train(table, new LightGbmSettings { Objective = TreeObjective.Binary, Trees = 50 });
        using var model = Models.Write(_folder.Path, trees.Rescale(.8, -.3), table);

        for (var i = 0; i < 100; i++)
        {
            var expected = new PlattScaling(.8, -.3).Apply(trees.RawScore(table.Row(i)));
            model.Score(table.Row(i)).ShouldBe((float)expected, 1e-5);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static TrainingTable Wide(TrainingTable table) => table with { Rows = [.. table.Rows.Select((value, i) => i % 3 == 0 ? value * 1e4f : value)] };
}
