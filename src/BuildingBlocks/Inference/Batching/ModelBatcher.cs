using System.Diagnostics;

namespace Platform.Inference;

/// <summary>
/// Runs the rows of concurrent callers as one call of the session (<see cref="ModelOptions.BatchSize"/>); with a size of 1,
/// which is the default, each runs by itself on the caller's thread. A batch runs on one version: the one that serves when
/// it starts. Safe for all threads. Registered as a keyed singleton by <see cref="InferenceExtensions.AddModel"/>.
/// </summary>
public sealed class ModelBatcher : IAsyncDisposable
{
    private static readonly TimeSpan TimerResolution = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ModelHost _models;
    private readonly ModelOptions _options;
    private readonly TimeProvider _time;
    private readonly BatchQueue _queue;
    private readonly BatchPool _pool;
    private readonly ITimer _timer;
    private readonly int _places;
    private readonly string _span;
    private int _running;

    public ModelBatcher(ModelHost models, ModelOptions options, TimeProvider? time = null)
    {
        (_models, _options, _time) = (models, options, time ?? TimeProvider.System);
        _span = InferenceMetrics.SpanOf(models.Name);
        _queue = new BatchQueue(options.BatchSize, options.BatchDelay, options.BatchQueue, _time);
        // As many batches at once as there are processors for their threads.
        _places = Math.Max(1, Environment.ProcessorCount / options.IntraOpThreads);
        _pool = new BatchPool(options.BatchSize, kept: 2 * _places);
        _timer = _time.CreateTimer(_ => Dispatch(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Runs one row, with those of others when batching is on.</summary>
    /// <param name="input">One row of finite values; left unchanged until the task has completed.</param>
    /// <param name="subject">Whose outputs these are: only a shadow's comparison carries it.</param>
    /// <param name="cancellationToken">Leaves the batch. Once it runs, the answer comes.</param>
    /// <returns>The row's outputs, equal to those of a call alone within 1e-5; the caller disposes them.</returns>
    /// <exception cref="ArgumentException">The length does not fit, or a value is NaN or infinite; nobody else notices.</exception>
    /// <exception cref="InferenceBusyException">As many calls as <see cref="ModelOptions.BatchQueue"/> wait already.</exception>
    /// <exception cref="InferenceException">The runtime failed on this row, or gave a value that is not finite.</exception>
    public async Task<RowOutputs> RunAsync(ReadOnlyMemory<float> input, string? subject = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new BatchedCall(input, subject, _time.GetTimestamp());
        if (_options.BatchSize == 1)
        {
            RunAlone(call);
            return await call.Task;
        }

        using var activity = InferenceMetrics.StartWaiting(_span, _models.Name);
        Join(call);
        using var leaving = cancellationToken.UnsafeRegister((_, token) => Leave(call, token), null);
        var outputs = await call.Task;
        InferenceMetrics.RanOn(activity, outputs.Stamp.Version);
        return outputs;
    }

    /// <summary>Refuses new calls, and completes when those that wait have run.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _queue.IsClosed = true;
            CompleteDrain();
        }

        Dispatch();
        await _drained.Task;
        await _timer.DisposeAsync();
    }

    private void RunAlone(BatchedCall call)
    {
        ObjectDisposedException.ThrowIf(_queue.IsClosed, this);
        using var lease = _models.Lease();
        lease.Model.CheckRows(call.Input.Span, 1);
        BatchRun.Complete([call], lease.Model, _pool);
    }

    private void Join(BatchedCall call)
    {
        using (var lease = _models.Lease())
        {
            lease.Model.CheckRows(call.Input.Span, 1);
        }

        bool joined;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_queue.IsClosed, this);
            joined = _queue.TryJoin(call);
        }

        if (!joined)
        {
            BatchMetrics.RefusedOne(_models.Name);
            throw new InferenceBusyException($"{_options.BatchQueue} calls of model {_models.Name} wait already (BatchQueue).");
        }

        Dispatch();
    }

    private void Leave(BatchedCall call, CancellationToken cancellationToken)
    {
        bool left;
        lock (_lock)
        {
            left = _queue.Leave(call);
            CompleteDrain();
        }

        if (left)
        {
            call.TrySetCanceled(cancellationToken);
        }
    }

    // Starts a run when a batch is due and there is a place for it; who runs comes here again. When none is due, the timer does.
    private void Dispatch()
    {
        lock (_lock)
        {
            if (_queue.UntilDue() is not { } wait)
            {
                return;
            }

            if (wait > TimeSpan.Zero)
            {
                _timer.Change(wait > TimerResolution ? wait : TimerResolution, Timeout.InfiniteTimeSpan);
            }
            else if (_running < _places)
            {
                _running++;
                // Without the caller's context: the batch belongs to no single request.
                ThreadPool.UnsafeQueueUserWorkItem(batcher => batcher.Run(), this, preferLocal: false);
            }
        }
    }

    private void Run()
    {
        BatchedCall[] calls;
        lock (_lock)
        {
            calls = _queue.Take();
        }

        if (calls.Length > 0)
        {
            Run(calls);
        }

        lock (_lock)
        {
            _running--;
            CompleteDrain();
        }

        Dispatch();
    }

    private void Run(BatchedCall[] calls)
    {
        try
        {
            using var lease = _models.Lease();
            BatchMetrics.Ran(lease.Model.Stamp, calls, _time);
            BatchRun.Complete(calls, lease.Model, _pool);
        }
        catch (Exception error)
        {
            BatchRun.Fail(calls, error);
        }
    }

    private void CompleteDrain()
    {
        if (_queue is { IsClosed: true, IsEmpty: true } && _running == 0)
        {
            _drained.TrySetResult();
        }
    }
}
