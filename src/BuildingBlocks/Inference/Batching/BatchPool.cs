using System.Collections.Concurrent;

namespace Platform.Inference;

/// <summary>Buffers that are used again, as long as the versions that serve have the same shapes.</summary>
/// <param name="rows">The rows there is room for in each.</param>
/// <param name="kept">How many are kept at most; callers that hold on to their outputs make more, which the collector takes.</param>
internal sealed class BatchPool(int rows, int kept)
{
    private readonly ConcurrentBag<BatchBuffers> _free = [];
    private volatile BatchLayout? _layout;

    /// <summary>Buffers for this version, held once.</summary>
    public BatchBuffers Rent(ModelManifest manifest)
    {
        var layout = _layout;
        if (layout is null || !layout.Fits(manifest))
        {
            _layout = layout = new BatchLayout(manifest, rows);
        }

        BatchBuffers? buffers;
        while (_free.TryTake(out buffers) && buffers.Layout != layout)
        {
            // Of a version with other shapes: the collector's.
        }

        buffers ??= new BatchBuffers(layout, this);
        buffers.Hold();
        return buffers;
    }

    public void Return(BatchBuffers buffers)
    {
        if (buffers.Layout == _layout && _free.Count < kept)
        {
            _free.Add(buffers);
        }
    }
}
