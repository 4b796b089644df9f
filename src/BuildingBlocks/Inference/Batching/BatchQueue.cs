namespace Platform.Inference;

/// <summary>The calls that wait for a batch, and when one is due: as soon as it is full, or its first call has waited long enough. For one thread at a time.</summary>
internal sealed class BatchQueue(int size, TimeSpan delay, int limit, TimeProvider time)
{
    // Linked, so that a call may leave from anywhere.
    private readonly LinkedList<BatchedCall> _calls = [];
    private readonly Dictionary<BatchedCall, LinkedListNode<BatchedCall>> _nodes = new(ReferenceEqualityComparer.Instance);

    public bool IsEmpty => _calls.Count == 0;

    /// <summary>Nobody joins any more: what waits is due at once.</summary>
    public bool IsClosed { get; set; }

    /// <summary>How long until a batch is due: zero when one is, null when nobody waits.</summary>
    public TimeSpan? UntilDue()
    {
        if (_calls.First is not { Value: var first })
        {
            return null;
        }

        var waited = time.GetElapsedTime(first.Joined);
        return IsClosed || _calls.Count >= size || waited >= delay ? TimeSpan.Zero : delay - waited;
    }

    /// <returns>False when the queue is full.</returns>
    public bool TryJoin(BatchedCall call)
    {
        if (_calls.Count >= limit)
        {
            return false;
        }

        _nodes[call] = _calls.AddLast(call);
        return true;
    }

    /// <returns>False when the call is not waiting any more.</returns>
    public bool Leave(BatchedCall call)
    {
        if (!_nodes.Remove(call, out var node))
        {
            return false;
        }

        _calls.Remove(node);
        return true;
    }

    /// <summary>The batch that is due, in the order of joining; empty when none is.</summary>
    public BatchedCall[] Take()
    {
        if (UntilDue() != TimeSpan.Zero)
        {
            return [];
        }

        var batch = new BatchedCall[Math.Min(size, _calls.Count)];
        for (var i = 0; i < batch.Length; i++)
        {
            batch[i] = _calls.First!.Value;
            Leave(batch[i]);
        }

        return batch;
    }
}
