using Microsoft.Extensions.Options;
using Platform.Inference;

namespace Fraud.Api.Features.KeepShadowScores;

/// <summary>
/// Stores the scores of a shadow in batches, beside the decisions. While the database is away the batch at hand is tried
/// again and the buffer fills; when the service stops, what waits is stored once more or dropped.
/// </summary>
public sealed class ShadowScoreWriter(
    ShadowScoreBuffer buffer, IServiceScopeFactory scopes, IOptions<ShadowStoreOptions> options, TimeProvider time, ILogger<ShadowScoreWriter> logger)
    : BackgroundService
{
    private static readonly TimeSpan LastAttempt = TimeSpan.FromSeconds(3);

    private readonly List<ShadowScore> _atHand = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                _atHand.AddRange(await buffer.TakeAsync(options.Value.Batch, options.Value.Gather, time, stoppingToken));
                await StoreAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await StoreTheRestAsync();
        }
    }

    private async Task StoreAsync(CancellationToken stoppingToken)
    {
        while (_atHand.Count > 0)
        {
            try
            {
                await StoreOnceAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                KeepShadowScoresLog.NotYetStored(logger, _atHand.Count, error.GetType().Name);
                await Task.Delay(options.Value.Retry, time, stoppingToken);
            }
        }
    }

    private async Task StoreOnceAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        buffer.Stored(await scope.ServiceProvider.GetRequiredService<ShadowScoreStore>().StoreAsync(_atHand, cancellationToken));
        _atHand.Clear();
    }

    private async Task StoreTheRestAsync()
    {
        using var ends = new CancellationTokenSource(LastAttempt, time);
        try
        {
            buffer.TakeWaiting(_atHand, options.Value.Batch);
            while (_atHand.Count > 0)
            {
                await StoreOnceAsync(ends.Token);
                buffer.TakeWaiting(_atHand, options.Value.Batch);
            }
        }
        catch (Exception error)
        {
            buffer.TakeWaiting(_atHand, int.MaxValue);
            buffer.Dropped(_atHand.Count);
            KeepShadowScoresLog.LeftUnstored(logger, _atHand.Count, error.GetType().Name);
        }
    }
}
