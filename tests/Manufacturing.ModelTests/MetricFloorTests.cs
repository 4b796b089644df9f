using Manufacturing.Api.Domain.Degradation;
using Manufacturing.Training.Data;
using Manufacturing.Training.Protocol;
using Platform.TestKit;

namespace Manufacturing.ModelTests;

/// <summary>What the card says is what the shipped model does, on NASA's own test engines.</summary>
public sealed class MetricFloorTests
{
    private const string Folder = "manufacturing/cmapss";

    [DataTheory(Folder)]
    [InlineData("FD001")]
    [InlineData("FD003")]
    public void The_shipped_model_is_as_good_as_its_card_and_better_than_the_floors(string set)
    {
        using var model = ShippedModel.Open();
        var engines = new CmapssFolder(DataFiles.Path(Folder)).Test(set);

        var measures = TestPredictions.Of(model, set, engines).Measure();

        engines.Length.ShouldBe(100); // as published
        measures.Rmse.Value.ShouldBe(Card("rmse"), 1e-3);
        measures.CappedRmse.Value.ShouldBe(Card("rmse-capped"), 1e-3);
        measures.Nasa.Value.ShouldBe(Card("nasa"), 1e-1);
        measures.Coverage.Value.ShouldBe(Card("coverage"), 1e-3);
        measures.Width.Value.ShouldBe(Card("width"), 1e-2);
        measures.Rmse.Value.ShouldBeLessThanOrEqualTo(18.5); // true lives not capped
        measures.Coverage.High.ShouldBeGreaterThanOrEqualTo(.9);

        double Card(string name) => model.Manifest.Metrics.Single(metric => metric.Name == name && metric.Split == $"test, {set}").Value;
    }

    [DataFact(Folder)]
    public void The_shipped_model_was_trained_on_other_files_than_it_is_measured_on() =>
        new[] { "FD001", "FD003" }.ShouldAllBe(set => ShareOfTestReadingsInTraining(set) == 0);

    private static double ShareOfTestReadingsInTraining(string set)
    {
        var data = new CmapssFolder(DataFiles.Path(Folder));
        var known = data.Training(set).SelectMany(engine => engine.Cycles).Select(Text).ToHashSet();
        return data.Test(set).SelectMany(engine => engine.Cycles).Average(cycle => known.Contains(Text(cycle)) ? 1d : 0);

        static string Text(Cycle cycle) => string.Join(' ', cycle.Sensors);
    }
}
