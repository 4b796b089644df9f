using System.Buffers;

namespace Platform.Inference;

/// <summary>
/// The outputs of one call, in memory that a later call uses again: read them before disposing, dispose them on every path.
/// For the thread that made the call.
/// </summary>
public sealed class ModelOutputs : IOutputs, IDisposable
{
    private readonly string[] _names;
    private readonly float[][] _values;
    private readonly int[] _lengths;
    private bool _disposed;

    internal ModelOutputs(string[] names, int[] lengths)
    {
        (_names, _lengths) = (names, lengths);
        _values = Array.ConvertAll(lengths, ArrayPool<float>.Shared.Rent);
    }

    /// <summary>The outputs' names, in the order of the manifest.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The values of an output, row-major; valid until this is disposed.</summary>
    /// <exception cref="KeyNotFoundException">There is no output of that name.</exception>
    public ReadOnlySpan<float> this[string name]
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var output = Array.IndexOf(_names, name);
            return output >= 0
                ? Memory(output).Span
                : throw new KeyNotFoundException($"The model has no output \"{name}\"; it has {string.Join(", ", _names)}.");
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Array.ForEach(_values, values => ArrayPool<float>.Shared.Return(values));
        }
    }

    internal Memory<float> Memory(int output) => _values[output].AsMemory(0, _lengths[output]);
}
