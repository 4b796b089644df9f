using System.Diagnostics;

namespace Platform.Inference;

/// <summary>How a batch runs on a version; <see cref="ModelBatcher"/> is the way in.</summary>
public sealed partial class LoadedModel
{
    /// <summary>Runs the first rows of the buffers as one call.</summary>
    /// <returns>False when the runtime failed, which one row may have done to all: that is no error yet.</returns>
    internal bool TryRun(BatchBuffers buffers, int rows)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            _session.Run(buffers, 0, rows);
        }
        catch (InferenceException)
        {
            return false;
        }

        _metrics.Ran(started, rows);
        return true;
    }

    /// <summary>What one row of the buffers gave, running it by itself first unless it has run.</summary>
    /// <exception cref="InferenceException">The runtime failed on this row, or gave a value that is not finite.</exception>
    internal RowOutputs Answer(BatchBuffers buffers, int row, bool hasRun, string? subject)
    {
        using var activity = hasRun ? null : _metrics.StartActivity(1);
        try
        {
            if (!hasRun)
            {
                var started = Stopwatch.GetTimestamp();
                _session.Run(buffers, row, rows: 1);
                _metrics.Ran(started);
            }

            buffers.CheckFinite(row);
        }
        catch (InferenceException error)
        {
            Failed(error, activity);
            throw;
        }

        var outputs = new RowOutputs(this, buffers, row);
        _traffic?.Ran(this, buffers.Input(row, rows: 1).Span, 1, outputs, subject);
        return outputs;
    }
}
