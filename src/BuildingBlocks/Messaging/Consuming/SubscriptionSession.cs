using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Messaging.Consuming;

/// <summary>
/// One channel's worth of consuming: deliveries go into a buffer no longer than the prefetch, and workers take them out.
/// Ends when the channel or the queue goes away, or the service stops.
/// </summary>
internal sealed class SubscriptionSession(
    Subscription subscription,
    IChannel channel,
    MessageProcessor processor,
    FailedDeliveries failed,
    MessagingOptions options,
    ILogger logger)
{
    private readonly Channel<Delivery> _buffer = Channel.CreateUnbounded<Delivery>();
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Returns why it ended. Running handlers have finished by then, or been cancelled after the drain timeout.</summary>
    public async Task<string> RunAsync(Action started, CancellationToken stoppingToken)
    {
        using var handling = new CancellationTokenSource();
        var tag = await SubscribeAsync(stoppingToken);
        var workers = Enumerable.Range(0, options.Concurrency).Select(_ => WorkAsync(handling.Token)).ToArray();
        started();

        await using (stoppingToken.Register(() => _ended.TrySetResult("the service stops")))
        {
            var reason = await _ended.Task;
            await UnsubscribeAsync(tag);
            // What no worker has begun goes back to the queue with the channel.
            _buffer.Writer.TryComplete();
            while (_buffer.Reader.TryRead(out _))
            {
            }

            handling.CancelAfter(options.DrainTimeout);
            await Task.WhenAll(workers);
            return reason;
        }
    }

    private async Task<string> SubscribeAsync(CancellationToken cancellationToken)
    {
        await channel.BasicQosAsync(0, (ushort)options.Prefetch, global: false, cancellationToken);
        channel.ChannelShutdownAsync += (_, reason) => EndAsync($"{reason.ReplyCode} {reason.ReplyText}");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivered) =>
        {
            _buffer.Writer.TryWrite(Delivery.From(delivered));
            return Task.CompletedTask;
        };
        consumer.UnregisteredAsync += (_, _) => EndAsync("the broker cancelled the consumer");
        return await channel.BasicConsumeAsync(subscription.Queue, autoAck: false, consumer, cancellationToken);
    }

    private Task EndAsync(string reason)
    {
        _ended.TrySetResult(reason);
        return Task.CompletedTask;
    }

    private async Task UnsubscribeAsync(string tag)
    {
        try
        {
            if (channel.IsOpen)
            {
                await channel.BasicCancelAsync(tag, noWait: false, CancellationToken.None);
            }
        }
        catch (Exception error)
        {
            ConsumingLog.NotAcknowledged(logger, subscription.Queue, error.GetType().Name);
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await foreach (var delivery in _buffer.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (_ended.Task.IsCompleted)
            {
                continue;
            }

            try
            {
                if (await processor.ProcessAsync(subscription, delivery, cancellationToken) is { } failure)
                {
                    await failed.MoveAsync(subscription, delivery, failure, cancellationToken);
                }

                await AcknowledgeAsync(delivery);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Not acknowledged: it comes again.
            }
            catch (Exception error)
            {
                // Unknown territory: give the channel up, so that the broker delivers everything again.
                ConsumingLog.Unexpected(logger, subscription.Queue, error);
                await EndAsync(error.GetType().Name);
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
