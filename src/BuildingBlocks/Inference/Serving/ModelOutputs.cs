using Microsoft.ML.OnnxRuntime;

namespace Platform.Inference;

/// <summary>
/// The outputs of one call, in the runtime's own memory: read them before disposing, dispose them on every path.
/// For the thread that made the call.
/// </summary>
public sealed class ModelOutputs : IOutputs, IDisposable
{
    private readonly IDisposableReadOnlyCollection<OrtValue> _values;
    private bool _disposed;

    internal ModelOutputs(string[] names, IDisposableReadOnlyCollection<OrtValue> values)
    {
        (Names, _values) = (names, values);
    }

    /// <summary>The outputs' names, in the order of the graph.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The values of an output, row-major; valid until this is disposed.</summary>
    /// <exception cref="KeyNotFoundException">There is no output of that name.</exception>
    public ReadOnlySpan<float> this[string name]
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            for (var i = 0; i < Names.Count; i++)
            {
                if (Names[i] == name)
                {
                    return _values[i].GetTensorDataAsSpan<float>();
                }
            }

            throw new KeyNotFoundException($"The model has no output \"{name}\"; it has {string.Join(", ", Names)}.");
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _values.Dispose();
        }
    }
}
