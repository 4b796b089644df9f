using Manufacturing.Api.Domain;
using Manufacturing.Api.Domain.Degradation;
using Platform.Inference;

namespace Manufacturing.ModelTests;

public sealed class ShippedModelTests : IDisposable
{
    private const int Life = 200;
    private readonly LoadedModel _model = ShippedModel.Open(); // verifies hash, shapes and golden vectors

    public void Dispose() => _model.Dispose();

    [Fact]
    public void The_service_makes_the_features_it_wants_in_its_order() =>
        _model.Manifest.Features.ShouldBe(DegradationFeatures.All.Select(feature => new FeatureSpec(feature.Name, feature.Unit, feature.Description)));

    [Fact]
    public void It_has_its_intervals() => LifeInterval.From(_model.Manifest).Around(20).AtLeast.ShouldBeFalse();

    [Fact]
    public void One_row_scores_as_in_a_batch_and_again_to_the_bit()
    {
        float[] rows = [.. Row(60), .. Row(190)];
        var scores = new float[2];

        _model.Score(rows, 2, scores);

        scores.ShouldBe([_model.Score(rows.AsSpan(0, _model.RowLength)), _model.Score(rows.AsSpan(_model.RowLength))]);
        _model.Score(rows.AsSpan(0, _model.RowLength)).ShouldBe(scores[0]);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(190)]
    public void Contributions_add_up_to_the_prediction(int cycle)
    {
        var row = Row(cycle);

        var explanation = _model.Explain(row);

        (explanation.BaseValue + explanation.Contributions.Sum()).ShouldBe(_model.Score(row), 1e-3);
    }

    [Fact]
    public void A_healthy_engine_lasts_at_least_the_horizon() => Predict(50).AtLeast.ShouldBeTrue();

    [Theory]
    [InlineData(150)]
    [InlineData(170)]
    [InlineData(190)]
    public void A_worn_engine_has_about_what_is_left(int cycle) => Predict(cycle).Cycles.ShouldBe(Life - cycle, 20);

    [Fact]
    public void What_drives_a_worn_engine_are_its_sensors()
    {
        var row = Row(190);

        var drivers = Drivers.Strongest(row, _model.Explain(row).Contributions);

        drivers.Length.ShouldBe(Drivers.AtMost);
        drivers.ShouldAllBe(driver => driver.Cycles < 0);
        drivers.ShouldContain(driver => driver.Code != DegradationFeatures.CyclesRun);
    }

    private RemainingLife Predict(int cycle) => LifeInterval.From(_model.Manifest).Around(_model.Score(Row(cycle)));

    private static float[] Row(int cycle) =>
        DegradationFeatures.Vector(OperatingHistory.After(WearingEngines.Run(Life, seed: 4).Cycles, cycle));
}
