namespace Platform.Inference;

/// <summary>Runs the calls of one batch as one call of one version, and gives each its own outcome.</summary>
internal static class BatchRun
{
    /// <summary>Completes every call; throws nothing.</summary>
    /// <param name="calls">No more than there is room for in the pool's buffers; each finite and as long as a row when it joined.</param>
    public static void Complete(ReadOnlySpan<BatchedCall> calls, LoadedModel model, BatchPool pool)
    {
        var buffers = pool.Rent(model.Manifest);
        try
        {
            Complete(calls, model, buffers);
        }
        catch (Exception error)
        {
            // Whatever it is, nobody waits for ever.
            Fail(calls, error);
        }
        finally
        {
            buffers.Release();
        }
    }

    public static void Fail(ReadOnlySpan<BatchedCall> calls, Exception error)
    {
        foreach (var call in calls)
        {
            call.TrySetException(error);
        }
    }

    private static void Complete(ReadOnlySpan<BatchedCall> calls, LoadedModel model, BatchBuffers buffers)
    {
        var members = new List<BatchedCall>(calls.Length);
        foreach (var call in calls)
        {
            // A version of another shape may serve by now.
            if (call.Input.Length != model.RowLength)
            {
                call.TrySetException(new ArgumentException(
                    $"{model.Manifest.Name} {model.Manifest.Version} takes rows of {model.RowLength} values, not {call.Input.Length}."));
                continue;
            }

            call.Input.CopyTo(buffers.Input(members.Count, rows: 1));
            members.Add(call);
        }

        // One row may make the runtime fail for all: then each runs by itself, and only the culprit fails.
        var together = members.Count > 1 && model.TryRun(buffers, members.Count);
        for (var row = 0; row < members.Count; row++)
        {
            CompleteOne(members[row], model, buffers, row, hasRun: together);
        }
    }

    private static void CompleteOne(BatchedCall call, LoadedModel model, BatchBuffers buffers, int row, bool hasRun)
    {
        try
        {
            var outputs = model.Answer(buffers, row, hasRun, call.Subject);
            if (!call.TrySetResult(outputs))
            {
                outputs.Dispose();
            }
        }
        catch (InferenceException error)
        {
            call.TrySetException(error);
        }
    }
}
