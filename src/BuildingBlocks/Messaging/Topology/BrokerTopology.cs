using Platform.Messaging.Consuming;
using RabbitMQ.Client;

namespace Platform.Messaging.Topology;

/// <summary>Declares what the service needs in the broker. Declaring again changes nothing, so every new channel does it.</summary>
internal sealed class BrokerTopology(RetrySchedule schedule)
{
    // A message that takes the process down is never acknowledged and comes back: after this many returns the broker
    // itself parks it (reason "delivery_limit" in x-death).
    private const int DeliveryLimit = 20;

    public static Task DeclareExchangeAsync(IChannel channel, CancellationToken cancellationToken) =>
        channel.ExchangeDeclareAsync(
            QueueNames.Exchange, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellationToken);

    public async Task DeclareAsync(IChannel channel, Subscription subscription, CancellationToken cancellationToken)
    {
        var queue = subscription.Queue;
        await DeclareExchangeAsync(channel, cancellationToken);
        await DeclareQueueAsync(channel, QueueNames.Dead(queue), [], cancellationToken);
        await DeclareQueueAsync(
            channel,
            queue,
            new(ForwardTo(QueueNames.Dead(queue))) { ["x-delivery-limit"] = DeliveryLimit },
            cancellationToken);
        foreach (var delay in schedule.Delays.Distinct())
        {
            await DeclareQueueAsync(
                channel,
                QueueNames.Retry(queue, delay),
                new(ForwardTo(queue)) { ["x-message-ttl"] = (long)delay.TotalMilliseconds },
                cancellationToken);
        }

        await channel.QueueBindAsync(queue, QueueNames.Exchange, subscription.Type, cancellationToken: cancellationToken);
    }

    // At-least-once forwarding keeps a message until the target has it; it requires reject-publish.
    private static Dictionary<string, object?> ForwardTo(string queue) => new()
    {
        ["x-dead-letter-exchange"] = "",
        ["x-dead-letter-routing-key"] = queue,
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
    };

    private static Task<QueueDeclareOk> DeclareQueueAsync(
        IChannel channel, string queue, Dictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        arguments["x-queue-type"] = "quorum";
        return channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false, arguments: arguments, cancellationToken: cancellationToken);
    }
}
