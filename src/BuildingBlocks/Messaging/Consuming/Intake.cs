using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Platform.Messaging.Broker;
using Platform.Messaging.Telemetry;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Messaging.Consuming;

/// <summary>What the broker hands to a session, into a buffer no longer than the prefetch.</summary>
/// <remarks>
/// A message that ends the process makes the broker count one more return for everything that was out with it, and park all
/// of them in the end. So an intake begins with one message at a time, and is widened when one that is no suspect has passed,
/// or has been at work for a while: in a process that ends at once, and begins again, only the message at fault is counted.
/// Suspects that come later are kept apart, and handled one by one when the others are done; then the session ends. To give
/// them back would be one more return for each, and an intake that is wide, too, may get them next: a suspect would be parked
/// that nobody had ever tried.
/// </remarks>
internal sealed class Intake(Subscription subscription, IChannel channel, MessagingOptions options, ILogger logger)
{
    // Given back so often without a word: it may have ended the process.
    private const long SuspiciousReturns = 3;

    private const int BatchesInReach = 4;

    private const string NarrowTag = "one-at-a-time";
    private const string WideTag = "full";
    private const string NoTag = "";

    private readonly Channel<Delivery> _buffer = Channel.CreateUnbounded<Delivery>();
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Delivery> _suspects = Channel.CreateUnbounded<Delivery>();
    private readonly TaskCompletionSource _suspected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _narrow = 1;
    private string _tag = NoTag;

    /// <summary>What came, and no worker has taken.</summary>
    public ChannelReader<Delivery> Deliveries => _buffer.Reader;

    /// <summary>One message at a time.</summary>
    public bool IsNarrow => _narrow == 1;

    /// <summary>Done, with the reason, when nothing can come any more, or be acknowledged.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>Done when a suspect came among others.</summary>
    public Task Suspected => _suspected.Task;

    /// <summary>The suspects that did.</summary>
    public ChannelReader<Delivery> Suspects => _suspects.Reader;

    /// <summary>Whether a message was out so often when the process ended that it may have been the cause.</summary>
    public static bool IsSuspect(Delivery delivery) => delivery.Returns >= SuspiciousReturns;

    /// <summary>Begins, with one message at a time.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        channel.ChannelShutdownAsync += (_, reason) => EndAsync($"{reason.ReplyCode} {reason.ReplyText}");
        return SubscribeAsync(NarrowTag, prefetch: 1, cancellationToken);
    }

    /// <summary>Takes the full number from now on.</summary>
    public async Task WidenAsync()
    {
        if (_ended.Task.IsCompleted || Interlocked.Exchange(ref _narrow, 0) == 0)
        {
            return;
        }

        _tag = WideTag;
        await channel.BasicCancelAsync(NarrowTag).WaitAsync(ChannelClosing.Patience);
        var prefetch = subscription.BatchSize > 1 ? Math.Max(options.Prefetch, BatchesInReach * subscription.BatchSize) : options.Prefetch;
        await SubscribeAsync(WideTag, prefetch, CancellationToken.None).WaitAsync(ChannelClosing.Patience);
    }

    /// <summary>Takes nothing more.</summary>
    public async Task StopAsync()
    {
        // Without the tag it is not taken for the broker's doing.
        var tag = Interlocked.Exchange(ref _tag, NoTag);
        try
        {
            if (channel.IsOpen && tag != NoTag)
            {
                // Not by a token: the client waits 20 s for the answer all the same.
                await channel.BasicCancelAsync(tag, noWait: false, CancellationToken.None).WaitAsync(ChannelClosing.Patience);
            }
        }
        catch (Exception error)
        {
            ConsumingLog.NotAcknowledged(logger, subscription.Queue, error.GetType().Name);
        }

        _buffer.Writer.TryComplete();
    }

    /// <summary>Gives everything up that no worker has begun: it goes back to the queue with the channel.</summary>
    public void End(string reason) => _ended.TrySetResult(reason);

    private async Task SubscribeAsync(string tag, int prefetch, CancellationToken cancellationToken)
    {
        // The broker applies it to consumers that begin afterwards.
        await channel.BasicQosAsync(0, (ushort)prefetch, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivered) =>
        {
            Take(Delivery.From(delivered));
            return Task.CompletedTask;
        };
        consumer.UnregisteredAsync += (_, unregistered) => unregistered.ConsumerTags.Contains(_tag)
            ? EndAsync("the broker cancelled the consumer")
            : Task.CompletedTask;
        _tag = tag;
        await channel.BasicConsumeAsync(
            subscription.Queue, autoAck: false, tag, noLocal: false, exclusive: false, arguments: null, consumer, cancellationToken);
    }

    private void Take(Delivery delivery)
    {
        if (IsSuspect(delivery) && !IsNarrow)
        {
            _suspects.Writer.TryWrite(delivery);
            _suspected.TrySetResult();
        }
        else
        {
            _buffer.Writer.TryWrite(delivery);
        }
    }

    private Task EndAsync(string reason)
    {
        End(reason);
        return Task.CompletedTask;
    }
}
