using Healthcare.Evaluation.Data;
using Healthcare.Evaluation.Protocol;
using Platform.Learning;

namespace Healthcare.Tests.Evaluation.Protocol;

public sealed class ImagingMetricsTests
{
    [Fact]
    public void Figures_are_those_worked_out_by_hand()
    {
        // Three of four pairs in order: AUC 3/4. At 0.5 one of two in each class is right.
        var scored = Scored((0.9f, true), (0.4f, true), (0.6f, false), (0.1f, false));

        var metrics = ImagingMetrics.Of(scored, threshold: 0.5);

        metrics.Auc.Value.ShouldBe(0.75);
        metrics.Accuracy.Value.ShouldBe(0.5);
        metrics.Sensitivity.Value.ShouldBe(0.5);
        metrics.Specificity.Value.ShouldBe(0.5);
    }

    [Fact]
    public void One_class_alone_cannot_be_measured() =>
        Should.Throw<InputException>(() => ImagingMetrics.Of(Scored((0.9f, true), (0.4f, true)), threshold: 0.5));

    private static ScoredImages Scored(params (float Probability, bool Positive)[] rows) => new(
        [.. rows.Select((row, i) => new LabelledImage($"{i}.png", $"patient{i}", row.Positive))],
        [.. rows.Select(row => row.Probability)]);
}
