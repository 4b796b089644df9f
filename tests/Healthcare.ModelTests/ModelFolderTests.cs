using Healthcare.Api.Domain;
using Healthcare.Api.Imaging;
using Platform.Inference;

namespace Healthcare.ModelTests;

public sealed class ModelFolderTests(ChestXRayModel shipped) : IClassFixture<ChestXRayModel>
{
    [Fact]
    public void The_shipped_folder_verifies_hash_shapes_and_golden_outputs() => ModelFolder.Verify(ChestXRayModel.Folder).ShouldBeEmpty();

    [Fact]
    public void The_card_says_what_a_reader_needs()
    {
        var card = shipped.Model.Manifest;

        TriageRule.From(card.Thresholds).Urgent.ShouldBeGreaterThanOrEqualTo(card.Threshold(TriageRule.FindingName));
        card.Training.ShouldNotBeNull().Rows.ShouldBeGreaterThan(1000);
        card.Metrics.Single(metric => metric.Name == "auc").Value.ShouldBeGreaterThanOrEqualTo(HeldOutTests.AucFloor);
        card.Limits.ShouldContain(limit => limit.Contains("Not a medical device", StringComparison.Ordinal));
        card.Limits.ShouldContain(limit => limit.Contains("Children", StringComparison.Ordinal));
    }

    [Fact]
    public void The_evidence_explains_the_logit_exactly()
    {
        var input = GoldenInput.Seeded(5, -1.75f, 1.75f).Materialise(Preprocessing.Length);

        using var outputs = shipped.Model.Run(input);

        outputs[ImagingModel.Evidence].ToArray().Average().ShouldBe(outputs[ImagingModel.Logit][0], tolerance: 1e-4);
    }

    [Fact]
    public void The_calibration_of_the_card_is_that_of_the_graph()
    {
        var card = shipped.Model.Manifest;
        using var outputs = shipped.Model.Run(new float[Preprocessing.Length]);

        var expected = 1 / (1 + Math.Exp(-(card.Parameter("calibrationScale") * outputs[ImagingModel.Logit][0] + card.Parameter("calibrationOffset"))));

        outputs[ImagingModel.Probability][0].ShouldBe((float)expected, tolerance: 1e-5);
    }

    [Fact]
    public void Images_scored_together_and_alone_score_the_same()
    {
        var first = GoldenInput.Seeded(6, -1.75f, 1.75f).Materialise(Preprocessing.Length);
        var second = GoldenInput.Seeded(7, -1.75f, 1.75f).Materialise(Preprocessing.Length);

        using var together = shipped.Model.Run([.. first, .. second], rows: 2);
        using var alone = shipped.Model.Run(second);

        together[ImagingModel.Probability][1].ShouldBe(alone[ImagingModel.Probability][0], tolerance: 1e-5);
    }
}
