using System.Buffers;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Platform.Inference;

/// <summary>
/// A second version that scores what was answered. The caller pays for a copy of its input and never waits: when the
/// queue is full, or holds <see cref="MaximumPendingBytes"/>, the call is dropped and counted.
/// </summary>
internal sealed class ShadowLine : IDisposable
{
    private const long MaximumPendingBytes = 32 << 20;
    private const int LargestBatch = 256;

    private readonly CountedModel _shadow;
    private readonly IReadOnlyList<IShadowSink> _sinks;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ShadowRing _ring;
    private readonly ShadowMetrics _metrics;
    private readonly Channel<ShadowCall> _calls;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopping;
    private long _pendingBytes;
    private long _dropped;
    private volatile ServingInput _takesInputOf = new(null, false);

    /// <param name="shadow">Already taken once for this line, which releases it when it has ended.</param>
    public ShadowLine(CountedModel shadow, ModelOptions options, IReadOnlyList<IShadowSink> sinks, TimeProvider time, ILogger logger)
    {
        (_shadow, _sinks, _time, _logger) = (shadow, sinks, time, logger);
        _ring = new ShadowRing(options.ShadowKept);
        _metrics = new ShadowMetrics(shadow.Model.Stamp);
        _calls = Channel.CreateBounded<ShadowCall>(new BoundedChannelOptions(options.ShadowQueue) { SingleReader = true });
        _stopping = _stop.Token;
        Ended = Task.Run(CompareAsync);
    }

    public CountedModel Model => _shadow;

    /// <summary>Completes when the line has let go of its model.</summary>
    public Task Ended { get; }

    public ShadowReport Report() => _ring.Report(_shadow.Model.Stamp, Interlocked.Read(ref _dropped));

    public void Offer(
        LoadedModel serving, ReadOnlySpan<float> rows, int count, ReadOnlySpan<float> scores, string? subject, Func<ModelManifest, float[]>? inputFor)
    {
        if (!TakesInputOf(serving))
        {
            rows = inputFor is not null && count == 1 ? OwnInput(inputFor) : [];
            if (rows.IsEmpty)
            {
                Drop(0);
                return;
            }
        }

        if (Admit(rows.Length))
        {
            var answers = ArrayPool<float>.Shared.Rent(count);
            scores.CopyTo(answers);
            Enqueue(serving.Stamp, rows, count, _shadow.Model.ValuesPerRow, answers, subject);
        }
    }

    public void Offer(LoadedModel serving, ReadOnlySpan<float> input, int rows, IOutputs outputs, string? subject)
    {
        if (!TakesInputOf(serving))
        {
            Drop(0);
            return;
        }

        var compared = Array.FindAll(_shadow.Model.ValuesPerRow, name => outputs.Names.Contains(name) && outputs[name].Length == rows);
        if (compared.Length > 0 && Admit(input.Length))
        {
            var answers = ArrayPool<float>.Shared.Rent(rows * compared.Length);
            for (var i = 0; i < compared.Length; i++)
            {
                outputs[compared[i]].CopyTo(answers.AsSpan(i * rows));
            }

            Enqueue(serving.Stamp, input, rows, compared, answers, subject);
        }
    }

    /// <summary>Ends the comparison without waiting for the call that is under way.</summary>
    public void Dispose()
    {
        _calls.Writer.TryComplete();
        // Not here, where a swap or a take-out waits: what a sink does when it is told to stop may take its time, or throw.
        _ = _stop.CancelAsync();
    }

    // What serves changes rarely: looked at once for each.
    private bool TakesInputOf(LoadedModel serving)
    {
        var (model, takes) = _takesInputOf;
        if (model != serving)
        {
            takes = ModelRoles.IsComparable(serving, _shadow.Model);
            _takesInputOf = new ServingInput(serving, takes);
        }

        return takes;
    }

    // The answer is given whatever becomes of the shadow.
    private float[] OwnInput(Func<ModelManifest, float[]> inputFor)
    {
        try
        {
            var input = inputFor(_shadow.Model.Manifest);
            return input.Length == _shadow.Model.RowLength ? input : [];
        }
        catch (Exception)
        {
            return [];
        }
    }

    private bool Admit(int values)
    {
        if (Interlocked.Add(ref _pendingBytes, (long)values * sizeof(float)) <= MaximumPendingBytes)
        {
            return true;
        }

        Drop(values);
        return false;
    }

    private void Drop(int values)
    {
        Interlocked.Add(ref _pendingBytes, -(long)values * sizeof(float));
        Interlocked.Increment(ref _dropped);
        _metrics.Dropped();
    }

    private void Enqueue(ModelStamp serving, ReadOnlySpan<float> input, int rows, string[] outputs, float[] answers, string? subject)
    {
        var copy = ArrayPool<float>.Shared.Rent(input.Length);
        input.CopyTo(copy);
        var call = new ShadowCall(_time.GetUtcNow(), serving, copy, input.Length, rows, outputs, answers, subject);
        if (!_calls.Writer.TryWrite(call))
        {
            call.Return();
            Drop(input.Length);
        }
    }

    private async Task CompareAsync()
    {
        try
        {
            while (await _calls.Reader.WaitToReadAsync(_stopping))
            {
                var scores = new List<ShadowScore>();
                while (scores.Count < LargestBatch && !_stopping.IsCancellationRequested && _calls.Reader.TryRead(out var call))
                {
                    Interlocked.Add(ref _pendingBytes, -(long)call.InputLength * sizeof(float));
                    Compare(call, scores);
                    call.Return();
                }

                _ring.Add(scores);
                _metrics.Compared(scores);
                await RecordAsync(scores);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Nobody compares any more: what waits is dropped.
        }
        finally
        {
            _shadow.Release();
        }
    }

    private void Compare(ShadowCall call, List<ShadowScore> scores)
    {
        var shadow = _shadow.Model;
        try
        {
            using var outputs = shadow.RunUnrecorded(call.InputSpan, call.Rows);
            for (var output = 0; output < call.Outputs.Length; output++)
            {
                var given = outputs[call.Outputs[output]];
                for (var row = 0; row < call.Rows; row++)
                {
                    scores.Add(Score(call, output, row, given[row]));
                }
            }
        }
        catch (Exception)
        {
            // A shadow may fail in any way: that is what the comparison then says.
            for (var row = 0; row < call.Rows; row++)
            {
                scores.Add(Score(call, 0, row, null));
            }
        }
    }

    private ShadowScore Score(ShadowCall call, int output, int row, float? given) =>
        new(call.At, call.Serving, _shadow.Model.Stamp, call.Outputs[output], call.Answer(output, row), given, call.Subject);

    private sealed record ServingInput(LoadedModel? Model, bool Takes);

    private async Task RecordAsync(List<ShadowScore> scores)
    {
        foreach (var sink in _sinks)
        {
            try
            {
                await sink.RecordAsync(scores, _stopping);
            }
            catch (Exception error) when (!_stopping.IsCancellationRequested)
            {
                LifecycleLog.SinkFailed(_logger, _shadow.Model.Stamp.Name, error);
            }
        }
    }
}
