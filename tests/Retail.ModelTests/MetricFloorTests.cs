using Platform.TestKit;
using Retail.Training.Data;
using Retail.Training.Protocol;

namespace Retail.ModelTests;

/// <summary>What the card says is what the measured version does: it learned from sales before July 2011, and is tested on those after.</summary>
public sealed class MetricFloorTests
{
    [DataFact(OnlineRetailFile.RelativePath)]
    public void The_measured_version_is_as_good_as_its_card_and_better_than_what_it_must_beat()
    {
        using var model = ShippedModels.Open(ShippedModels.Measured);
        var split = Split.At(OnlineRetailFile.Read(DataFiles.Path(OnlineRetailFile.RelativePath)), new DateOnly(2011, 7, 1));

        var metrics = RetailMetrics.Measure(split, model);

        model.Manifest.Training!.Until!.Value.UtcDateTime.ShouldBe(new DateTime(2011, 7, 1));
        metrics.New.Recommender().Value.ShouldBe(Card("ndcg10_new"), 1e-3);
        metrics.All.Recommender().Value.ShouldBe(Card("ndcg10_all"), 1e-3);
        metrics.New.Gain(RetailMetrics.ItemCosine).Low.ShouldBeGreaterThan(.02);
        metrics.New.Gain(RetailMetrics.Popularity).Low.ShouldBeGreaterThan(.05);
        metrics.All.Gain(RetailMetrics.OwnFrequency).Low.ShouldBeGreaterThan(0);

        double Card(string name) => model.Manifest.Metrics.Single(metric => metric.Name == name).Value;
    }
}
