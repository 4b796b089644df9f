using Healthcare.Evaluation.Protocol;

namespace Healthcare.Tests.Evaluation.Protocol;

public sealed class CalibrationTests
{
    [Fact]
    public void The_threshold_of_a_finding_lies_where_the_classes_part()
    {
        // Sorted by logit: 0 0 0 1 0 1 1 1. Cutting before the first 1 finds all and spares 3 of 4; no cut does better.
        var calibration = Calibration.Fit([-4, -3, -2, -1, 0, 1, 2, 3], [0, 0, 0, 1, 0, 1, 1, 1]);

        calibration.Finding.ShouldBeInRange(calibration.Scaling.Apply(-2), calibration.Scaling.Apply(-1));
    }

    [Fact]
    public void Half_of_those_with_the_finding_are_urgent()
    {
        float[] logits = [.. Enumerable.Range(0, 1000).Select(i => i / 250f), .. Enumerable.Range(0, 1000).Select(i => 2 + i / 250f)];
        float[] labels = [.. Enumerable.Repeat(0f, 1000), .. Enumerable.Repeat(1f, 1000)];

        var calibration = Calibration.Fit(logits, labels);

        logits.Skip(1000).Count(logit => calibration.Scaling.Apply(logit) >= calibration.Urgent).ShouldBeInRange(495, 505);
        calibration.Urgent.ShouldBeGreaterThan(calibration.Finding);
    }

    [Fact]
    public void Probabilities_fit_the_share_of_findings()
    {
        // Logits twice too confident: of those at 4 nine in ten have the finding, of those at -4 one in ten.
        float[] logits = [.. Enumerable.Repeat(4f, 500), .. Enumerable.Repeat(-4f, 500)];
        float[] labels = [.. Enumerable.Range(0, 500).Select(i => i % 10 == 0 ? 0f : 1f), .. Enumerable.Range(0, 500).Select(i => i % 10 == 0 ? 1f : 0f)];

        var scaling = Calibration.Fit(logits, labels).Scaling;

        scaling.Apply(4).ShouldBe(0.9, tolerance: 0.01);
        scaling.Apply(-4).ShouldBe(0.1, tolerance: 0.01);
    }
}
