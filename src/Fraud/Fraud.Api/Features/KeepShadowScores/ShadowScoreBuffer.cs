using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Platform.Inference;
using Queue = System.Threading.Channels.Channel;

namespace Fraud.Api.Features.KeepShadowScores;

/// <summary>Takes what a shadow scored, at once and without waiting for the database; what there is no room for is dropped.</summary>
public sealed class ShadowScoreBuffer : IShadowSink
{
    private readonly System.Threading.Channels.Channel<ShadowScore> _waiting;
    private readonly Counter<long> _stored;
    private readonly Counter<long> _dropped;

    public ShadowScoreBuffer(IOptions<ShadowStoreOptions> options, IMeterFactory meters)
    {
        _waiting = Queue.CreateBounded<ShadowScore>(options.Value.Queue);
        var meter = meters.Create(FraudTelemetry.MeterName);
        _stored = meter.CreateCounter<long>("platform.fraud.shadow_scores.stored", "{score}", "Scores of a shadow that were stored");
        _dropped = meter.CreateCounter<long>("platform.fraud.shadow_scores.dropped", "{score}", "Scores of a shadow that were not stored, as too many waited or the service stopped");
        meter.CreateObservableGauge("platform.fraud.shadow_scores.waiting", () => _waiting.Reader.Count, "{score}", "Scores of a shadow that wait to be stored");
    }

    public ValueTask RecordAsync(IReadOnlyList<ShadowScore> scores, CancellationToken cancellationToken)
    {
        // Only this service's model, and only scores whose payment is known.
        foreach (var score in scores.Where(score => score.Subject is not null && score.Shadow.Name == FraudServices.ModelName))
        {
            if (!_waiting.Writer.TryWrite(score))
            {
                _dropped.Add(1);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Up to so many scores: waits for the first, and gathers for a while.</summary>
    internal async Task<List<ShadowScore>> TakeAsync(int atMost, TimeSpan gather, TimeProvider time, CancellationToken cancellationToken)
    {
        var taken = new List<ShadowScore>();
        await _waiting.Reader.WaitToReadAsync(cancellationToken);
        if (_waiting.Reader.Count < atMost)
        {
            await Task.Delay(gather, time, cancellationToken);
        }

        TakeWaiting(taken, atMost);
        return taken;
    }

    internal void TakeWaiting(List<ShadowScore> taken, int atMost)
    {
        while (taken.Count < atMost && _waiting.Reader.TryRead(out var score))
        {
            taken.Add(score);
        }
    }

    internal void Stored(int scores) => _stored.Add(scores);

    internal void Dropped(int scores) => _dropped.Add(scores);
}
