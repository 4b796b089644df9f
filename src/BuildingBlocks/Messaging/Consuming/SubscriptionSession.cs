using Microsoft.Extensions.Logging;
using Platform.Messaging.Telemetry;
using RabbitMQ.Client;

namespace Platform.Messaging.Consuming;

/// <summary>
/// One channel's worth of consuming: workers take out what the intake buffers. Ends when the channel or the queue goes away,
/// the service stops, or messages came that are better handled alone, and have been.
/// </summary>
internal sealed class SubscriptionSession(
    Subscription subscription,
    IChannel channel,
    MessageProcessor processor,
    FailedDeliveries failed,
    MessagingOptions options,
    ILogger logger)
{
    // With one transaction committing and one at work the batches stay large; more workers would make them small.
    private const int BatchWorkers = 2;

    // What has been at work for so long does not end the process at once.
    private static readonly TimeSpan HarmlessAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(1);

    private readonly Intake _intake = new(subscription, channel, options, logger);

    /// <summary>Returns why it ended. Running handlers have finished by then, or been cancelled after the drain timeout.</summary>
    public async Task<string> RunAsync(Action started, CancellationToken stoppingToken)
    {
        using var handling = new CancellationTokenSource();
        await _intake.StartAsync(stoppingToken);
        var workers = Enumerable
            .Range(0, subscription.BatchSize > 1 ? BatchWorkers : options.Concurrency)
            .Select(_ => WorkAsync(handling.Token))
            .ToList();
        started();

        await using (stoppingToken.Register(() => _intake.End("the service stops")))
        {
            return await Task.WhenAny(_intake.Ended, _intake.Suspected) == _intake.Suspected && await CompleteAsync(workers, handling.Token)
                ? "messages that may have ended the process come one at a time now"
                : await GiveBackAsync(workers, handling);
        }
    }

    /// <summary>
    /// Handles what has come, then each suspect alone, and takes nothing more; false: something ended the session before that
    /// was done.
    /// </summary>
    private async Task<bool> CompleteAsync(List<Task> workers, CancellationToken cancellationToken)
    {
        await _intake.StopAsync();
        var done = await IsDoneFirstAsync(Task.WhenAll(workers));
        while (done && _intake.Suspects.TryRead(out var suspect))
        {
            var alone = TryHandleAsync([suspect], cancellationToken);
            workers.Add(alone);
            done = await IsDoneFirstAsync(alone);
        }

        return done;
    }

    private async Task<bool> IsDoneFirstAsync(Task work) => await Task.WhenAny(_intake.Ended, work) == work;

    /// <summary>What no worker has begun goes back to the queue with the channel; what is begun has the drain timeout.</summary>
    private async Task<string> GiveBackAsync(List<Task> workers, CancellationTokenSource handling)
    {
        var reason = await _intake.Ended;
        await _intake.StopAsync();
        while (_intake.Deliveries.TryRead(out _))
        {
        }

        handling.CancelAfter(options.DrainTimeout);
        try
        {
            await Task.WhenAll(workers).WaitAsync(options.DrainTimeout + CancellationGrace);
        }
        catch (TimeoutException)
        {
            // A handler that does not listen to its cancellation is left behind: its delivery comes again, and the inbox
            // knows whether it has had its effect by then.
            ConsumingLog.LeftBehind(logger, workers.Count(worker => !worker.IsCompleted), subscription.Queue);
        }

        return reason;
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        var batch = new List<Delivery>(subscription.BatchSize);
        while (await _intake.Deliveries.WaitToReadAsync(CancellationToken.None))
        {
            // What is there, up to the batch's size: no waiting for more.
            batch.Clear();
            while (batch.Count < subscription.BatchSize && _intake.Deliveries.TryRead(out var delivery))
            {
                batch.Add(delivery);
            }

            if (batch.Count == 0 || _intake.Ended.IsCompleted)
            {
                continue;
            }

            await TryHandleAsync(batch, cancellationToken);
        }
    }

    private async Task TryHandleAsync(List<Delivery> batch, CancellationToken cancellationToken)
    {
        try
        {
            var handling = HandleAsync(batch, cancellationToken);
            if (_intake.IsNarrow && !Intake.IsSuspect(batch[^1]))
            {
                await Task.WhenAny(handling, Task.Delay(HarmlessAfter, cancellationToken));
                await _intake.WidenAsync();
            }

            await handling;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Not acknowledged: they come again.
        }
        catch (Exception error)
        {
            // Unknown territory: give the channel up, so that the broker delivers everything again.
            ConsumingLog.Unexpected(logger, subscription.Queue, error);
            _intake.End(error.GetType().Name);
        }
    }

    private async Task HandleAsync(List<Delivery> batch, CancellationToken cancellationToken)
    {
        var failures = await processor.ProcessAsync(subscription, batch, cancellationToken);

        // The moves may take long; what succeeded is out of the way first.
        for (var i = 0; i < failures.Length; i++)
        {
            if (failures[i] is null)
            {
                await AcknowledgeAsync(batch[i]);
            }
        }

        for (var i = 0; i < failures.Length; i++)
        {
            if (failures[i] is { } failure)
            {
                await failed.MoveAsync(subscription, batch[i], failure, cancellationToken);
                await AcknowledgeAsync(batch[i]);
            }
        }
    }

    private async Task AcknowledgeAsync(Delivery delivery)
    {
        try
        {
            await channel.BasicAckAsync(delivery.Tag, multiple: false, CancellationToken.None);
        }
        catch (Exception error)
        {
            ConsumingLog.NotAcknowledged(logger, subscription.Queue, error.GetType().Name);
        }
    }
}
