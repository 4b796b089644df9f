using System.Globalization;
using System.Text.Json.Nodes;
using Fraud.Training.Protocol;
using Platform.Learning;
using Platform.Statistics;

namespace Fraud.Training.Commands;

internal static class MetricsReport
{
    /// <summary>A row a week and, of several, their mean, which is what the line of JSON then says.</summary>
    public static void Print(string what, IReadOnlyList<ScoredRows> weeks)
    {
        var measured = weeks.Select(week => Row($"{week.Protocol.TestFrom:yyyy-MM-dd}", week.Measure())).ToList();
        var mean = weeks.Count == 1 ? measured[0] : Row($"mean of {weeks.Count}", new TestWeeks(weeks).Measure());
        Report.Table(
            $"{what} on {weeks.Sum(week => week.Rows.Payments.Length)} payments, {weeks.Sum(week => week.Rows.Frauds)} fraud, with 95 % intervals",
            ["test week", "AUC ROC", "average precision", $"Card Precision@{ScoredRows.CardsADay}"],
            (weeks.Count == 1 ? measured : [.. measured, mean]).Select(row => row.Cells));
        Report.Json(new JsonObject
        {
            ["evaluate"] = "fraud",
            ["auc"] = Report.Number(mean.Metrics.Auc.Value),
            ["ap"] = Report.Number(mean.Metrics.AveragePrecision.Value),
            ["cp100"] = Report.Number(mean.Metrics.CardPrecision.Value),
        });
    }

    private static (FraudMetrics Metrics, string[] Cells) Row(string test, FraudMetrics metrics) => (metrics,
    [
        test,
        Text(metrics.Auc),
        Text(metrics.AveragePrecision),
        Text(metrics.CardPrecision),
    ]);

    /// <summary>Short, so that a row fits in 80 columns.</summary>
    private static string Text(Interval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{interval.Value:.000} ({interval.Low:.000}-{interval.High:.000})");
}
