using System.Diagnostics;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Platform.Inference;

namespace Platform.Bench;

/// <summary>One score of the shipped fraud model through <see cref="LoadedModel"/> beside a bare session on the same row, and one explanation.</summary>
internal sealed class InferenceBenchmark(string root) : IBenchmark
{
    private const int WarmUpRounds = 2;
    private const int Rounds = 15;
    private const int ScoresARound = 20_000;
    private const int ExplanationsARound = 200;

    public string Name => "inference";

    public string Measures => "one score beside a bare ONNX Runtime call, and one explanation";

    public string Run()
    {
        var folder = Directory.GetDirectories(Path.Combine(root, "src/Fraud/Fraud.Api/Models/fraud")).Order(StringComparer.Ordinal).Last();
        using var model = LoadedModel.Open(folder);
        using var bare = new BareSession(Path.Combine(folder, "model.onnx"));
        var random = new Random(3);
        var row = Enumerable.Range(0, model.RowLength).Select(_ => random.NextSingle() * 20).ToArray();
        bare.Set(row);

        // Each round measures all three, so that a busy neighbour slows all of them.
        var rounds = Enumerable.Range(0, WarmUpRounds + Rounds).Select(_ => (
            Bare: Microseconds(bare.Run, ScoresARound),
            Ours: Microseconds(() => model.Score(row), ScoresARound),
            Shap: Microseconds(() => model.Explain(row), ExplanationsARound))).Skip(WarmUpRounds).ToArray();

        var floor = Median(rounds.Select(round => round.Bare));
        var overhead = Median(rounds.Select(round => round.Ours - round.Bare));
        return JsonSerializer.Serialize(new
        {
            bench = Name,
            bare_us = Math.Round(floor, 2),
            overhead_us = Math.Round(overhead, 2),
            overhead = Math.Round(overhead / floor, 3),
            shap_us = Math.Round(Median(rounds.Select(round => round.Shap)), 1),
        });
    }

    private static double Microseconds(Action call, int times)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            call();
        }

        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / times;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>The least that a call of the runtime can cost: values bound once, one intra-op thread, nothing checked.</summary>
    private sealed class BareSession : IDisposable
    {
        private readonly InferenceSession _session;
        private readonly RunOptions _options = new();
        private OrtValue? _input;
        private OrtIoBinding? _binding;

        public BareSession(string file)
        {
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
            _session = new InferenceSession(file, options);
        }

        public void Set(float[] row)
        {
            _input = OrtValue.CreateTensorValueFromMemory(row, [1, row.Length]);
            _binding = _session.CreateIoBinding();
            _binding.BindInput(_session.InputNames[0], _input);
            _binding.BindOutputToDevice(_session.OutputNames[0], OrtMemoryInfo.DefaultInstance);
        }

        public void Run() => _session.RunWithBinding(_options, _binding!);

        public void Dispose()
        {
            _binding?.Dispose();
            _input?.Dispose();
            _options.Dispose();
            _session.Dispose();
        }
    }
}
