using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Messaging.Storage;
using Platform.Messaging.Telemetry;

namespace Platform.Messaging.Outbox;

/// <summary>
/// Publishes what the outbox holds, batch by batch: take rows, publish them, put back what was not sent, commit. A crash
/// anywhere leaves the rows in place; what had been sent by then is sent again, and each consumer's inbox drops the copy.
/// </summary>
internal sealed class OutboxRelay(
    ServiceDatabase database,
    DatabaseReadiness readiness,
    OutboxPublisher publisher,
    OutboxSignal signal,
    MessagingHealth health,
    TimeProvider time,
    IOptions<MessagingOptions> options,
    ILogger<OutboxRelay> logger) : BackgroundService
{
    private const string Part = "outbox relay";

    private readonly MessagingOptions _options = options.Value;
    private readonly BackOff _backOff = new(options.Value.ReconnectDelay, 2, options.Value.ReconnectDelayLimit);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        health.Set(Part, false);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A batch that has begun when the service stops is finished, and the rest is sent: both together in this time.
        using var drained = new CancellationTokenSource();
        await using var stopping = stoppingToken.Register(() => drained.CancelAfter(_options.DrainTimeout));
        try
        {
            await readiness.WaitAsync(stoppingToken);
            await RunAsync(drained.Token, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }

        health.Set(Part, false);
        await DrainAsync(drained.Token);
    }

    private async Task RunAsync(CancellationToken drained, CancellationToken stoppingToken)
    {
        var failures = 0;
        var from = OutboxSignal.EveryRow;
        var lookedAtAll = 0L;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                health.Set(Part, publisher.IsOpen);
                await publisher.OpenAsync(stoppingToken);
                health.Set(Part, true);
                if (publisher.IsBlocked)
                {
                    await signal.WaitAsync(_options.PollInterval, stoppingToken);
                    from = OutboxSignal.EveryRow;
                    continue;
                }

                // After a commit only what it added is looked at; what is older (refused before, or of another replica) is
                // found once in every poll interval.
                if (from == OutboxSignal.EveryRow || time.GetElapsedTime(lookedAtAll) >= _options.PollInterval)
                {
                    from = OutboxSignal.EveryRow;
                    lookedAtAll = time.GetTimestamp();
                }

                var began = Stopwatch.GetTimestamp();
                var (taken, putBack) = await SendBatchAsync(from, drained);
                failures = 0;
                // After a full batch there may be more from the same row on: after an outage, more of everything.
                if (taken < _options.RelayBatchSize)
                {
                    await GatherAsync(began, stoppingToken);
                    var committed = await signal.WaitAsync(_options.PollInterval, stoppingToken);
                    from = putBack > 0 ? OutboxSignal.EveryRow : committed;
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                var wait = _backOff.After(++failures);
                OutboxLog.BatchFailed(logger, failures, wait, error);
                await Task.Delay(wait, stoppingToken);
            }
        }
    }

    // By the time that passes, as every wait here: a clock that a test holds must not hold events.
    private async Task GatherAsync(long began, CancellationToken stoppingToken)
    {
        if (_options.RelayGather - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } left)
        {
            await Task.Delay(left, stoppingToken);
        }
    }

    /// <summary>Sends one batch; the number of rows taken, and of those put back.</summary>
    private async Task<(int Taken, int PutBack)> SendBatchAsync(Guid from, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
        var rows = await OutboxStore.TakeAsync(session.Connection, transaction, from, _options.RelayBatchSize, cancellationToken);
        if (rows.Count == 0)
        {
            return (0, 0);
        }

        var unsent = await publisher.PublishAsync(rows, cancellationToken);
        if (unsent.Count > 0)
        {
            await OutboxStore.PutBackAsync(session.Connection, transaction, unsent, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return (rows.Count, unsent.Count);
    }

    // Requests and handlers have ended by now; what they committed last goes out with this process if it can.
    private async Task DrainAsync(CancellationToken drained)
    {
        try
        {
            while (publisher.IsOpen && !publisher.IsBlocked && (await SendBatchAsync(OutboxSignal.EveryRow, drained)).Taken == _options.RelayBatchSize)
            {
            }
        }
        catch (Exception error)
        {
            OutboxLog.DrainFailed(logger, error.GetType().Name);
        }
    }
}
