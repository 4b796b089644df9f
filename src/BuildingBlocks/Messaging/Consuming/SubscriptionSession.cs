using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Platform.Messaging.Broker;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Messaging.Consuming;

/// <summary>
/// One channel's worth of consuming: deliveries go into a buffer no longer than the prefetch, and workers take them out.
/// Ends when the channel or the queue goes away, or the service stops.
/// </summary>
/// <remarks>
/// A message that ends the process makes the broker count one more return for everything that was out with it, and park all
/// of them in the end. So a session begins with one message at a time, and takes the full number when one that is no suspect
/// has passed, or has been at work for a second: in a process that ends at once, and begins again, only the message at fault
/// is counted.
/// </remarks>
internal sealed class SubscriptionSession(
    Subscription subscription,
    IChannel channel,
    MessageProcessor processor,
    FailedDeliveries failed,
    MessagingOptions options,
    ILogger logger)
{
    // Given back so often without a word: it may have ended the process.
    private const long SuspiciousReturns = 3;

    // With one transaction committing and one at work the batches stay large; more workers would make them small.
    private const int BatchWorkers = 2;
    private const int BatchesInReach = 4;

    private const string CarefulTag = "one-at-a-time";
    private const string FullTag = "full";

    // What has been at work for so long does not end the process at once.
    private static readonly TimeSpan HarmlessAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(1);

    private readonly Channel<Delivery> _buffer = Channel.CreateUnbounded<Delivery>();
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _careful = 1;
    private string _tag = CarefulTag;

    private int Workers => subscription.BatchSize > 1 ? BatchWorkers : options.Concurrency;

    private int FullPrefetch =>
        subscription.BatchSize > 1 ? Math.Max(options.Prefetch, BatchesInReach * subscription.BatchSize) : options.Prefetch;

    /// <summary>Returns why it ended. Running handlers have finished by then, or been cancelled after the drain timeout.</summary>
    public async Task<string> RunAsync(Action started, CancellationToken stoppingToken)
    {
        using var handling = new CancellationTokenSource();
        channel.ChannelShutdownAsync += (_, reason) => EndAsync($"{reason.ReplyCode} {reason.ReplyText}");
        await SubscribeAsync(CarefulTag, prefetch: 1, stoppingToken);
        var workers = Enumerable.Range(0, Workers).Select(_ => WorkAsync(handling.Token)).ToArray();
        started();

        await using (stoppingToken.Register(() => _ended.TrySetResult("the service stops")))
        {
            var reason = await _ended.Task;
            await UnsubscribeAsync();
            // What no worker has begun goes back to the queue with the channel.
            _buffer.Writer.TryComplete();
            while (_buffer.Reader.TryRead(out _))
            {
            }

            handling.CancelAfter(options.DrainTimeout);
            await FinishAsync(workers);
            return reason;
        }
    }

    // A handler that does not listen to its cancellation is left behind: its delivery comes again, and the inbox knows
    // whether it has had its effect by then.
    private async Task FinishAsync(Task[] workers)
    {
        try
        {
            await Task.WhenAll(workers).WaitAsync(options.DrainTimeout + CancellationGrace);
        }
        catch (TimeoutException)
        {
            ConsumingLog.LeftBehind(logger, workers.Count(worker => !worker.IsCompleted), subscription.Queue);
        }
    }

    private async Task SubscribeAsync(string tag, int prefetch, CancellationToken cancellationToken)
    {
        // The broker applies it to consumers that begin afterwards.
        await channel.BasicQosAsync(0, (ushort)prefetch, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivered) =>
        {
            var delivery = Delivery.From(delivered);
            if (delivery.Returns >= SuspiciousReturns && _careful == 0)
            {
                return EndAsync("messages that may have ended the process come one at a time now");
            }

            _buffer.Writer.TryWrite(delivery);
            return Task.CompletedTask;
        };
        consumer.UnregisteredAsync += (_, unregistered) => unregistered.ConsumerTags.Contains(_tag)
            ? EndAsync("the broker cancelled the consumer")
            : Task.CompletedTask;
        _tag = tag;
        await channel.BasicConsumeAsync(
            subscription.Queue, autoAck: false, tag, noLocal: false, exclusive: false, arguments: null, consumer, cancellationToken);
    }

    private async Task TakeFullNumberAsync()
    {
        if (_ended.Task.IsCompleted || Interlocked.Exchange(ref _careful, 0) == 0)
        {
            return;
        }

        _tag = FullTag;
        await channel.BasicCancelAsync(CarefulTag).WaitAsync(ChannelClosing.Patience);
        await SubscribeAsync(FullTag, FullPrefetch, CancellationToken.None).WaitAsync(ChannelClosing.Patience);
    }

    private Task EndAsync(string reason)
    {
        _ended.TrySetResult(reason);
        return Task.CompletedTask;
    }

    private async Task UnsubscribeAsync()
    {
        try
        {
            if (channel.IsOpen)
            {
                // Not by a token: the client waits 20 s for the answer all the same.
                await channel.BasicCancelAsync(_tag, noWait: false, CancellationToken.None).WaitAsync(ChannelClosing.Patience);
            }
        }
        catch (Exception error)
        {
            ConsumingLog.NotAcknowledged(logger, subscription.Queue, error.GetType().Name);
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        var batch = new List<Delivery>(subscription.BatchSize);
        while (await _buffer.Reader.WaitToReadAsync(CancellationToken.None))
        {
            // What is there, up to the batch's size: no waiting for more.
            batch.Clear();
            while (batch.Count < subscription.BatchSize && _buffer.Reader.TryRead(out var delivery))
            {
                batch.Add(delivery);
            }

            if (batch.Count == 0 || _ended.Task.IsCompleted)
            {
                continue;
            }

            try
            {
                var handling = HandleAsync(batch, cancellationToken);
                if (_careful == 1 && batch[^1].Returns < SuspiciousReturns)
                {
                    await Task.WhenAny(handling, Task.Delay(HarmlessAfter, cancellationToken));
                    await TakeFullNumberAsync();
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
                await EndAsync(error.GetType().Name);
            }
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
