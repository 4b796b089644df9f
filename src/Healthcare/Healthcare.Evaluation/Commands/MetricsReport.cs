using System.Text.Json.Nodes;
using Healthcare.Api.Domain;
using Healthcare.Evaluation.Protocol;
using Platform.Inference;
using Platform.Learning;

namespace Healthcare.Evaluation.Commands;

/// <summary>The table and the JSON line of an evaluation.</summary>
public static class MetricsReport
{
    /// <returns>The figures that were printed.</returns>
    public static ImagingMetrics Print(ImagingTask task, ScoredImages scored, string split, ModelManifest model)
    {
        var threshold = model.Threshold(TriageRule.FindingName);
        var metrics = ImagingMetrics.Of(scored, threshold);
        var (images, patients) = (scored.Images.Length, scored.Images.Select(image => image.Patient).Distinct().Count());
        Report.Table(
            $"Model {model.Name} {model.Version} on {images} images of {patients} patients ({split}), {scored.Images.Count(image => image.Positive)} with {task.Finding}",
            ["measure", "value (95 % interval by patient)"],
            [
                ["AUC ROC", Report.Format(metrics.Auc, 4)],
                [$"Accuracy at probability {threshold:0.000}", Report.Format(metrics.Accuracy, 4)],
                ["Sensitivity", Report.Format(metrics.Sensitivity, 4)],
                ["Specificity", Report.Format(metrics.Specificity, 4)],
                ["Expected calibration error", Report.Format(metrics.Ece, 4)],
            ]);
        var line = new JsonObject { ["evaluate"] = "imaging", ["task"] = task.Name };
        foreach (var (name, interval) in metrics.ByName)
        {
            line[name] = Report.Number(interval.Value);
        }

        Report.Json(line);
        return metrics;
    }
}
