using Microsoft.ML.OnnxRuntime;

namespace Platform.Bench.Inference;

/// <summary>The least that a call of the runtime can cost: values bound once for each caller, one intra-op thread, nothing checked.</summary>
internal sealed class BareSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly List<IDisposable> _bound = [];

    public BareSession(string file)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(file, options);
    }

    /// <summary>A caller with its own input and outputs.</summary>
    public Action Caller(float[] row)
    {
        long[] shape = [1, .. _session.InputMetadata.Values.Single().Dimensions.Skip(1).Select(size => (long)size)];
        var input = OrtValue.CreateTensorValueFromMemory(row, shape);
        var binding = _session.CreateIoBinding();
        binding.BindInput(_session.InputNames[0], input);
        foreach (var name in _session.OutputNames)
        {
            binding.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
        }

        _bound.AddRange([binding, input]);
        return () => _session.RunWithBinding(_options, binding);
    }

    public void Dispose()
    {
        _bound.ForEach(bound => bound.Dispose());
        _options.Dispose();
        _session.Dispose();
    }
}
