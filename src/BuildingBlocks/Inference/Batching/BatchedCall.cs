namespace Platform.Inference;

/// <summary>One caller's row on its way through a batch. It is completed exactly once: by its run, or by leaving before it.</summary>
/// <param name="joined">The time provider's timestamp.</param>
internal sealed class BatchedCall(ReadOnlyMemory<float> input, string? subject, long joined)
    : TaskCompletionSource<RowOutputs>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public ReadOnlyMemory<float> Input => input;

    public string? Subject => subject;

    public long Joined => joined;
}
