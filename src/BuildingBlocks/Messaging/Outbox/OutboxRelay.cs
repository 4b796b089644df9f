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
        using var untraced = TraceContext.Untraced("outbox relay");
        try
        {
            await readiness.WaitAsync(stoppingToken);
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }

        health.Set(Part, false);
        await DrainAsync();
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                health.Set(Part, publisher.IsOpen);
                await publisher.OpenAsync(stoppingToken);
                health.Set(Part, true);
                // A batch that has begun is finished: confirm timeouts bound it.
                var taken = await SendBatchAsync(CancellationToken.None);
                failures = 0;
                if (taken < _options.RelayBatchSize)
                {
                    await signal.WaitAsync(_options.PollInterval, stoppingToken);
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
    private async Task<int> SendBatchAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
        var rows = await OutboxStore.TakeAsync(session.Connection, transaction, _options.RelayBatchSize, cancellationToken);
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

    // Requests and handlers have ended by now; what they committed last goes out with this process if it can.
    private async Task DrainAsync()
    {
        using var limit = new CancellationTokenSource(_options.DrainTimeout);
        try
        {
            while (publisher.IsOpen && await SendBatchAsync(limit.Token) == _options.RelayBatchSize)
            {
            }
        }
        catch (Exception error)
        {
            OutboxLog.DrainFailed(logger, error.GetType().Name);
        }
    }
}
