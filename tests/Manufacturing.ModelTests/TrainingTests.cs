using Manufacturing.Training;
using Manufacturing.Training.Protocol;
using Platform.Learning;

namespace Manufacturing.ModelTests;

public sealed class TrainingTests
{
    private static readonly LightGbmSettings Small = ManufacturingModelSettings.Chosen with { Trees = 30, Leaves = 7, LearningRate = .2, MinimumLeafRows = 20 };
    private static readonly EngineWindows Windows = EngineWindows.All(
        [.. Enumerable.Range(1, 15).Select(unit => WearingEngines.Run(life: 130 + (10 * unit), seed: unit, unit))]);

    [Fact]
    public void Equal_windows_settings_and_seed_give_the_same_model_to_the_byte() =>
        OnnxTrees.Write(LightGbm.Train(Windows.Table(), Small)).ShouldBe(OnnxTrees.Write(LightGbm.Train(Windows.Table(), Small)));

    [Fact]
    public void It_learns_how_engines_wear_that_it_has_not_seen()
    {
        var predictions = CrossValidation.Predict(Windows, Small, CancellationToken.None);

        var guess = Windows.Asked().Average(row => Windows.Remaining[row]);
        var guesses = Enumerable.Repeat((float)guess, Windows.Count).ToArray();
        CrossValidation.Rmse(Windows, predictions).ShouldBeLessThan(CrossValidation.Rmse(Windows, guesses) / 2);
    }
}
