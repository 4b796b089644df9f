namespace Platform.Inference;

/// <summary>
/// One row's outputs, with the version that gave them. They stay in the batch's buffers, which are used again when all of
/// its callers have disposed theirs: read them before disposing, and dispose them on every path.
/// </summary>
public sealed class RowOutputs : IOutputs, IDisposable
{
    private readonly BatchBuffers _buffers;
    private readonly int _row;
    private bool _disposed;

    internal RowOutputs(LoadedModel model, BatchBuffers buffers, int row)
    {
        (Manifest, Stamp, _buffers, _row) = (model.Manifest, model.Stamp, buffers, row);
        buffers.Hold();
    }

    /// <summary>Of the version that ran: thresholds and parameters that belong to these outputs.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>What a decision stores of the model that made it.</summary>
    public ModelStamp Stamp { get; }

    /// <summary>The outputs' names, in the order of the manifest.</summary>
    public IReadOnlyList<string> Names => _buffers.Layout.Names;

    /// <summary>The values of an output; valid until this is disposed.</summary>
    /// <exception cref="KeyNotFoundException">There is no output of that name.</exception>
    public ReadOnlySpan<float> this[string name]
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var output = Array.IndexOf(_buffers.Layout.Names, name);
            return output >= 0
                ? _buffers.Output(output, _row, rows: 1).Span
                : throw new KeyNotFoundException($"The model has no output \"{name}\"; it has {string.Join(", ", Names)}.");
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _buffers.Release();
        }
    }
}
