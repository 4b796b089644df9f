using Healthcare.Api.Domain;
using Healthcare.Evaluation;
using Healthcare.Evaluation.Commands;
using Healthcare.Evaluation.Data;
using Healthcare.Evaluation.Protocol;
using Platform.TestKit;

namespace Healthcare.ModelTests;

/// <summary>The shipped model on the patients that training never saw.</summary>
public sealed class HeldOutTests(ChestXRayModel shipped) : IClassFixture<ChestXRayModel>
{
    public const double AucFloor = 0.98;
    private const string DataPath = "healthcare/chest-xray/train";

    [DataFact(DataPath)]
    public async Task The_held_out_patients_are_ranked_and_classified_above_the_floor()
    {
        var (images, split) = EvaluateCommand.Select(Images(), "auto", shipped.Model.Manifest);

        var metrics = ImagingMetrics.Of(
            await ScoredImages.ScoreAsync(shipped.Model, images, CancellationToken.None), shipped.Model.Manifest.Threshold(TriageRule.FindingName));

        split.ShouldBe(EvaluateCommand.HeldOut);
        metrics.Auc.Value.ShouldBeGreaterThanOrEqualTo(AucFloor);
        metrics.Sensitivity.Value.ShouldBeGreaterThanOrEqualTo(0.9);
        metrics.Specificity.Value.ShouldBeGreaterThanOrEqualTo(0.9);
        metrics.Ece.Value.ShouldBeLessThanOrEqualTo(0.05);
        // The card was measured by the same protocol: what it says is what comes out.
        metrics.Auc.Value.ShouldBe(shipped.Model.Manifest.Metrics.Single(metric => metric.Name == "auc").Value, tolerance: 1e-3);
    }

    [DataFact(DataPath)]
    public void No_patient_is_on_two_sides()
    {
        var parts = Images().ToLookup(image => PatientSplit.Of(image.Patient), image => image.Patient);

        parts[Split.HeldOut].Intersect(parts[Split.Train].Concat(parts[Split.Validation])).ShouldBeEmpty();
        parts[Split.Validation].Intersect(parts[Split.Train]).ShouldBeEmpty();
    }

    [DataFact(DataPath)]
    public void Other_images_than_those_of_training_are_all_measured()
    {
        var some = Images().Take(100).ToArray();

        var (images, split) = EvaluateCommand.Select(some, "auto", shipped.Model.Manifest);

        split.ShouldBe(EvaluateCommand.All);
        images.Length.ShouldBe(100);
    }

    private static LabelledImage[] Images()
    {
        var task = ImagingTask.Named(Api.Imaging.ImagingModel.ChestXRay);
        return ImageFolder.List(DataFiles.Path(DataPath), task.Negative, task.Positive);
    }
}
