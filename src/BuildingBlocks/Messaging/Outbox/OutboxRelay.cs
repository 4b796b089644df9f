using System.Buffers.Binary;
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

    private static readonly Guid EveryRow = Guid.Empty;
    private static readonly TimeSpan New = TimeSpan.FromSeconds(10);

    private readonly MessagingOptions _options = options.Value;
    private readonly BackOff _backOff = new(options.Value.ReconnectDelay, 2, options.Value.ReconnectDelayLimit);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        health.Set(Part, false);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = TraceContext.Untraced("outbox relay");
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
        var woken = false;
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
                    continue;
                }

                var newOnly = woken && time.GetElapsedTime(lookedAtAll) < _options.PollInterval;
                lookedAtAll = newOnly ? lookedAtAll : time.GetTimestamp();
                var taken = await SendBatchAsync(newOnly ? NewRows() : EveryRow, drained);
                failures = 0;
                if (taken < _options.RelayBatchSize)
                {
                    woken = await signal.WaitAsync(_options.PollInterval, stoppingToken);
                }
                else if (!newOnly)
                {
                    // More of what is old may be there, as after an outage: it does not wait for the next poll.
                    woken = false;
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

    /// <summary>Sends one batch; the number of rows taken.</summary>
    private async Task<int> SendBatchAsync(Guid from, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
        var rows = await OutboxStore.TakeAsync(session.Connection, transaction, from, _options.RelayBatchSize, cancellationToken);
        if (rows.Count == 0)
        {
            return 0;
        }

        var unsent = await publisher.PublishAsync(rows, cancellationToken);
        if (unsent.Count > 0)
        {
            await OutboxStore.PutBackAsync(session.Connection, transaction, unsent, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return rows.Count;
    }

    // After a commit only what is new is looked at; what is older (refused before, or of a replica whose clock is behind)
    // is found once in every poll interval. An id begins with the milliseconds at which it was made (UUIDv7).
    private Guid NewRows()
    {
        Span<byte> id = stackalloc byte[16];
        id.Clear();
        BinaryPrimitives.WriteInt64BigEndian(id, (time.GetUtcNow() - New).ToUnixTimeMilliseconds() << 16);
        return new Guid(id, bigEndian: true);
    }

    // Requests and handlers have ended by now; what they committed last goes out with this process if it can.
    private async Task DrainAsync(CancellationToken drained)
    {
        try
        {
            while (publisher.IsOpen && !publisher.IsBlocked && await SendBatchAsync(EveryRow, drained) == _options.RelayBatchSize)
            {
            }
        }
        catch (Exception error)
        {
            OutboxLog.DrainFailed(logger, error.GetType().Name);
        }
    }
}
