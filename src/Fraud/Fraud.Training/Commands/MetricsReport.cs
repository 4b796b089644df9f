using System.Text.Json.Nodes;
using Fraud.Training.Protocol;
using Platform.Inference;
using Platform.Learning;

namespace Fraud.Training.Commands;

internal static class MetricsReport
{
    public static void Print(ScoredRows rows, ModelStamp model, FraudMetrics metrics)
    {
        Report.Table(
            $"Model {model.Name} {model.Version} on {rows.Protocol.TestFrom:yyyy-MM-dd} to {rows.Protocol.TestUntil.AddDays(-1):yyyy-MM-dd}: {rows.Rows.Payments.Length} payments, {rows.Rows.Frauds} fraud",
            ["measure", "value (95 % interval)"],
            [
                ["AUC ROC", Report.Format(metrics.Auc)],
                ["Average precision", Report.Format(metrics.AveragePrecision)],
                [$"Card Precision@{ScoredRows.CardsADay}", Report.Format(metrics.CardPrecision)],
            ]);
        Report.Json(new JsonObject
        {
            ["evaluate"] = "fraud",
            ["auc"] = Report.Number(metrics.Auc.Value),
            ["ap"] = Report.Number(metrics.AveragePrecision.Value),
            ["cp100"] = Report.Number(metrics.CardPrecision.Value),
        });
    }
}
