using System.Text.Json.Nodes;
using Manufacturing.Training.Protocol;
using Platform.Inference;
using Platform.Learning;

namespace Manufacturing.Training.Commands;

internal static class MeasuresReport
{
    public static void Print(TestPredictions test, ModelStamp model, TestMeasures measures)
    {
        Report.Table(
            $"Model {model.Name} {model.Version} on the last reading of {test.Truths.Length} test engines of {test.Set}",
            ["measure", "value (95 % interval)"],
            [
                ["RMSE, cycles", Report.Format(measures.Rmse, 2)],
                [$"RMSE, true life capped at {ManufacturingModelSettings.LabelCap}", Report.Format(measures.CappedRmse, 2)],
                ["NASA score", Report.Format(measures.Nasa, 0)],
                ["Coverage of the 90 % interval", Report.Format(measures.Coverage)],
                ["Mean width of the interval, cycles", Report.Format(measures.Width, 1)],
            ]);
        Report.Json(new JsonObject
        {
            ["evaluate"] = "manufacturing",
            ["set"] = test.Set,
            ["rmse"] = Report.Number(measures.Rmse.Value),
            ["rmse_capped"] = Report.Number(measures.CappedRmse.Value),
            ["nasa"] = Report.Number(measures.Nasa.Value),
            ["coverage"] = Report.Number(measures.Coverage.Value),
            ["width"] = Report.Number(measures.Width.Value),
        });
    }
}
