using System.Threading.Channels;
using Platform.Messaging.Topology;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Messaging.DeadLetters;

/// <summary>One channel's worth of collecting: message by message, each acknowledged when it is kept.</summary>
/// <param name="queue">The subscription's queue.</param>
/// <param name="channel">Of this session alone.</param>
/// <param name="keep">True when the message is committed, and may be acknowledged.</param>
internal sealed class CollectingSession(string queue, IChannel channel, Func<ParkedDelivery, CancellationToken, Task<bool>> keep)
{
    private const ushort Prefetch = 16;

    private readonly Channel<ParkedDelivery> _buffer = Channel.CreateUnbounded<ParkedDelivery>();
    private string _ended = "the service stops";

    /// <summary>Returns why it ended: the channel or the queue is gone.</summary>
    public async Task<string> RunAsync(Action started, CancellationToken stoppingToken)
    {
        await channel.BasicQosAsync(0, Prefetch, global: false, stoppingToken);
        channel.ChannelShutdownAsync += (_, reason) => EndAsync($"{reason.ReplyCode} {reason.ReplyText}");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivered) =>
        {
            _buffer.Writer.TryWrite(ParkedDelivery.From(delivered));
            return Task.CompletedTask;
        };
        consumer.UnregisteredAsync += (_, _) => EndAsync("the broker cancelled the consumer");
        await channel.BasicConsumeAsync(QueueNames.Dead(queue), autoAck: false, consumer, stoppingToken);
        started();

        while (await _buffer.Reader.WaitToReadAsync(stoppingToken))
        {
            while (channel.IsOpen && _buffer.Reader.TryRead(out var delivery))
            {
                if (await keep(delivery, stoppingToken))
                {
                    await channel.BasicAckAsync(delivery.Tag, multiple: false, stoppingToken);
                }
            }

            if (!channel.IsOpen)
            {
                break;
            }
        }

        return _ended;
    }

    private Task EndAsync(string reason)
    {
        _ended = reason;
        _buffer.Writer.TryComplete();
        return Task.CompletedTask;
    }
}

/// <summary>A parked message as the broker handed it over; copied, because the client reuses its buffers.</summary>
/// <param name="Redelivered">It was handed over before, to whoever did not acknowledge it.</param>
internal sealed record ParkedDelivery(ulong Tag, bool Redelivered, IReadOnlyBasicProperties Properties, byte[] Content)
{
    public static ParkedDelivery From(BasicDeliverEventArgs delivered) => new(
        delivered.DeliveryTag, delivered.Redelivered, new BasicProperties(delivered.BasicProperties), delivered.Body.ToArray());
}
