using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Inference;

namespace Platform.Bench.Inference;

/// <summary>
/// The shipped fraud model (trees) and chest X-ray model (network) through our code beside a bare session on the same
/// input, for one caller and for many; batches, explanations, and swaps under load. What is measured is listened to, as by a collector.
/// </summary>
internal sealed class InferenceBenchmark(string root) : IBenchmark
{
    public const int Callers = 32;
    public const int WarmUpRounds = 2;
    public const int MeasuredRounds = 11;

    private const int Scores = 10_000;
    private const int ScoresTogether = 400;
    private const int Images = 12;
    private const int ImagesTogether = 3;
    private const int Explanations = 100;

    public string Name => "inference";

    public string Measures => "scores beside bare ONNX Runtime calls, batches, explanations, swaps under load";

    /// <summary>Measures again and again, and leaves out what only warmed up.</summary>
    public static T[] Rounds<T>(Func<T> measure) =>
        [.. Enumerable.Range(0, WarmUpRounds + MeasuredRounds).Select(_ => measure()).Skip(WarmUpRounds)];

    public async Task<BenchmarkResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments.Count > 0)
        {
            throw new ArgumentException("it takes no options.");
        }

        using var listener = Listen();
        var fraud = Newest("src/Fraud/Fraud.Api/Models/fraud");
        var image = Newest("src/Healthcare/Healthcare.Api/Models/chest-xray");

        var row = Row(fraud);
        var score = Costs(fraud, row, model => model.Score(row), Scores, ScoresTogether);
        cancellationToken.ThrowIfCancellationRequested();
        var pixels = Row(image);
        var network = Costs(image, pixels, model => model.Run(pixels).Dispose(), Images, ImagesTogether);
        cancellationToken.ThrowIfCancellationRequested();
        var batches = await BatchCosts.MeasuredAsync(image, pixels);
        cancellationToken.ThrowIfCancellationRequested();
        var shap = Explain(fraud, row);
        var swaps = await SwapLoad.MeasuredAsync(fraud, row, cancellationToken);

        return new BenchmarkResult(
            JsonSerializer.Serialize(new
            {
                bench = Name,
                bare_us = Math.Round(score.Bare, 2),
                overhead_us = Math.Round(score.Overhead, 2),
                overhead = Math.Round(score.Overhead / score.Bare, 3),
                bare_us_32 = Math.Round(score.Bare32, 2),
                overhead_us_32 = Math.Round(score.Overhead32, 2),
                allocated_bytes = score.AllocatedBytes,
                network_bare_us = Math.Round(network.Bare, 1),
                network_overhead_us = Math.Round(network.Overhead, 1),
                network_bare_us_32 = Math.Round(network.Bare32, 1),
                network_overhead_us_32 = Math.Round(network.Overhead32, 1),
                network_allocated_bytes = network.AllocatedBytes,
                unbatched_us_32 = Math.Round(batches.Alone, 1),
                batched_us_32 = Math.Round(batches.Batched, 1),
                batched_speedup = Math.Round(batches.Speedup, 2),
                batched_allocated_bytes = batches.AllocatedBytes,
                shap_us = Math.Round(shap.Microseconds, 1),
                shap_allocated_bytes = shap.AllocatedBytes,
                swaps = swaps.Swaps,
                swap_requests = swaps.Requests,
                swap_failed_requests = swaps.Failed,
            }),
            Passed: score.IsWithinLimit && network.IsWithinLimit && swaps.Failed == 0);
    }

    private static CallCosts Costs(string folder, float[] row, Action<LoadedModel> call, int timesAlone, int timesTogether)
    {
        var versions = Path.GetDirectoryName(folder)!;
        using var models = new ModelHost(Path.GetFileName(versions), versions, new ModelOptions(), NullLogger<ModelHost>.Instance);
        using var bare = new BareSession(Path.Combine(folder, ModelFolder.ModelFile));
        return CallCosts.Measured(models, bare, row, call, timesAlone, timesTogether);
    }

    private static (double Microseconds, double AllocatedBytes) Explain(string folder, float[] row)
    {
        using var model = LoadedModel.Open(folder);
        return (
            Measure.Median(Rounds(() => Measure.Alone(() => model.Explain(row), Explanations))),
            Measure.AllocatedBytes(() => model.Explain(row), Explanations));
    }

    // Uniform, and so wide that trees branch and pixels differ.
    private static float[] Row(string folder)
    {
        var random = new Random(3);
        var input = ModelFolder.Load(folder).Manifest.Inputs[0].Shape;
        return [.. Enumerable.Range(0, input.Skip(1).Aggregate((product, size) => product * size))
            .Select(_ => input.Length == 2 ? random.NextSingle() * 20 : (random.NextSingle() - .5f) * 3.5f)];
    }

    private static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == InferenceTelemetry.MeterName)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => { });
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => { });
        listener.SetMeasurementEventCallback<int>((_, _, _, _) => { });
        listener.Start();
        return listener;
    }

    private string Newest(string folder) => Directory.GetDirectories(Path.Combine(root, folder)).MaxBy(path => Version.Parse(Path.GetFileName(path)))!;
}
