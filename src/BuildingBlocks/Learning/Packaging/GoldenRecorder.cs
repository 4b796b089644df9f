using Microsoft.ML.OnnxRuntime;
using Platform.Inference;
using Platform.Statistics;

namespace Platform.Learning;

/// <summary>Makes golden files: synthetic inputs, never data of anybody, and what the model gives for them.</summary>
public static class GoldenRecorder
{
    /// <summary>For models of rows: each feature uniform between its bounds, written out as values.</summary>
    /// <param name="low">Lowest value per feature, such as <see cref="Bounds"/> of the training rows.</param>
    /// <param name="high">Highest value per feature.</param>
    public static GoldenFile ForRows(byte[] onnx, ModelManifest manifest, float[] low, float[] high, int cases = 20, ulong seed = 1)
    {
        var random = new SplitMix64(seed);
        var inputs = new GoldenInput[cases];
        for (var i = 0; i < cases; i++)
        {
            var row = new float[low.Length];
            for (var f = 0; f < row.Length; f++)
            {
                row[f] = low[f] + ((high[f] - low[f]) * random.NextSingle());
            }

            inputs[i] = GoldenInput.Of(row);
        }

        return Record(onnx, manifest, inputs);
    }

    /// <summary>For networks: inputs drawn from seeds, uniform in [low, high).</summary>
    public static GoldenFile ForNetwork(byte[] onnx, ModelManifest manifest, float low = 0, float high = 1, int cases = 3, ulong seed = 1) =>
        Record(onnx, manifest, [.. Enumerable.Range(0, cases).Select(i => GoldenInput.Seeded(seed + (ulong)i, low, high))]);

    /// <summary>Lowest and highest value of each feature.</summary>
    public static (float[] Low, float[] High) Bounds(TrainingTable table)
    {
        var low = table.Row(0).ToArray();
        var high = table.Row(0).ToArray();
        for (var i = 1; i < table.RowCount; i++)
        {
            var row = table.Row(i);
            for (var f = 0; f < row.Length; f++)
            {
                (low[f], high[f]) = (Math.Min(low[f], row[f]), Math.Max(high[f], row[f]));
            }
        }

        return (low, high);
    }

    /// <summary>Runs the model on each input and writes down every output.</summary>
    public static GoldenFile Record(byte[] onnx, ModelManifest manifest, IReadOnlyList<GoldenInput> inputs)
    {
        using var session = new InferenceSession(onnx);
        using var run = new RunOptions();
        var input = manifest.Inputs[0];
        long[] shape = [1, .. input.Shape.Skip(1).Select(size => (long)size)];
        var length = (int)shape.Aggregate((product, size) => product * size);
        var cases = inputs.Select(golden =>
        {
            using var value = OrtValue.CreateTensorValueFromMemory(golden.Materialise(length), shape);
            using var outputs = session.Run(run, [input.Name], [value], [.. manifest.Outputs.Select(output => output.Name)]);
            return new GoldenCase(golden, manifest.Outputs
                .Select((output, i) => (output.Name, Values: outputs[i].GetTensorDataAsSpan<float>().ToArray()))
                .ToDictionary(output => output.Name, output => output.Values));
        });
        return new GoldenFile(GoldenFile.DefaultTolerance, [.. cases]);
    }
}
