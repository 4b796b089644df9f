using Manufacturing.Api.Domain;
using Manufacturing.Training.Protocol;

namespace Manufacturing.Tests.Training.Protocol;

public sealed class TestPredictionsTests
{
    // Errors of -3, +4 and -25 (capped at 125: 0); the last life lies outside its interval.
    private static readonly TestPredictions Predictions = new(
        "FD001",
        [new RemainingLife(10, 5, 15, false), new RemainingLife(20, 14, 26, false), new RemainingLife(125, 100, 140, true)],
        [13, 16, 150]);

    private readonly TestMeasures _measures = Predictions.Measure();

    [Fact]
    public void Errors_are_against_true_lives_and_against_capped_ones()
    {
        _measures.Rmse.Value.ShouldBe(Math.Sqrt(650d / 3), 1e-9);
        _measures.CappedRmse.Value.ShouldBe(Math.Sqrt(25d / 3), 1e-9);
    }

    [Fact]
    public void The_challenges_score_is_the_sum_over_engines() =>
        _measures.Nasa.Value.ShouldBe(NasaScore.Of(10, 13) + NasaScore.Of(20, 16) + NasaScore.Of(125, 150), 1e-9);

    [Fact]
    public void Coverage_is_of_true_lives_and_comes_with_its_exact_interval()
    {
        _measures.Coverage.ShouldBe(BinomialInterval.Of(2, 3));
        _measures.Width.Value.ShouldBe(62d / 3, 1e-9);
    }

    [Fact]
    public void Every_measure_lies_in_its_interval()
    {
        foreach (var measure in new[] { _measures.Rmse, _measures.CappedRmse, _measures.Nasa, _measures.Coverage, _measures.Width })
        {
            measure.Value.ShouldBeInRange(measure.Low, measure.High);
        }
    }
}
