using Platform.Inference;
using Platform.Inference.Trees;

namespace Inference.Tests.Trees;

public sealed class ShippedExplanationTests
{
    [Theory]
    [MemberData(nameof(ShippedModels.Trees), MemberType = typeof(ShippedModels))]
    public void Every_explanation_adds_up_to_the_raw_score_and_so_to_the_score(string folder)
    {
        using var model = LoadedModel.Open(ShippedModels.PathOf(folder));
        var trees = model.Trees.ShouldNotBeNull();
        foreach (var row in Rows(folder))
        {
            var explanation = model.Explain(row);

            explanation.RawScore.ShouldBe(trees.RawScore(row), 1e-9 * Math.Max(1, Math.Abs(explanation.RawScore)));
            // The runtime adds leaves in float32.
            ((double)model.Score(row)).ShouldBe(trees.Score(row), 1e-5 * Math.Max(1, Math.Abs(trees.Score(row))));
        }
    }

    [Theory]
    [MemberData(nameof(ShippedModels.Trees), MemberType = typeof(ShippedModels))]
    public void Contributions_are_those_of_the_published_procedure(string folder)
    {
        using var model = LoadedModel.Open(ShippedModels.PathOf(folder));
        foreach (var row in Rows(folder).Take(3))
        {
            model.Explain(row).Contributions.ShouldBe(AlgorithmTwo.Contributions(model.Trees!, row), 1e-8);
        }
    }

    /// <summary>Every golden input, and rows that mix their values.</summary>
    private static IEnumerable<float[]> Rows(string folder)
    {
        var files = ModelFolder.Load(ShippedModels.PathOf(folder));
        var rowLength = files.Manifest.Features.Length;
        float[][] golden = [.. files.Golden.Cases.Select(golden => golden.Input.Materialise(rowLength))];
        var random = new Random(5);
        return golden.Concat(Enumerable.Range(0, 200)
            .Select(_ => Enumerable.Range(0, rowLength).Select(column => golden[random.Next(golden.Length)][column]).ToArray()));
    }
}
