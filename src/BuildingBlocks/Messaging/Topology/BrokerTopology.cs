using Platform.Messaging.Consuming;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Messaging.Topology;

/// <summary>Declares what the service needs in the broker. Declaring again changes nothing, so every new channel does it.</summary>
internal sealed class BrokerTopology(RetrySchedule schedule)
{
    /// <summary>
    /// A message that takes the process down is never acknowledged and comes back: when it was given back so often, and is
    /// again, the broker itself parks it (reason <c>delivery_limit</c> in <c>x-death</c>).
    /// </summary>
    public const int DeliveryLimit = 20;

    // Parked and waiting messages are never given up. RabbitMQ 4 drops a message after 20 returns where a queue says
    // nothing; 3.10 knows no -1 for "no limit".
    private const int NoDeliveryLimit = int.MaxValue;

    private const int PreconditionFailed = 406;

    public static Task DeclareExchangeAsync(IChannel channel, CancellationToken cancellationToken) =>
        channel.ExchangeDeclareAsync(
            QueueNames.Exchange, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellationToken);

    /// <exception cref="QueueMismatchException">A queue of that name was made with other arguments.</exception>
    public async Task DeclareAsync(IChannel channel, Subscription subscription, CancellationToken cancellationToken)
    {
        var queue = subscription.Queue;
        await DeclareExchangeAsync(channel, cancellationToken);
        await DeclareDeadAsync(channel, queue, cancellationToken);
        await DeclareQueueAsync(channel, queue, DeliveryLimit, ForwardTo(QueueNames.Dead(queue)), cancellationToken);
        foreach (var delay in schedule.Delays.Distinct())
        {
            var arguments = new Dictionary<string, object?>(ForwardTo(queue)) { ["x-message-ttl"] = (long)delay.TotalMilliseconds };
            await DeclareQueueAsync(channel, QueueNames.Retry(queue, delay), NoDeliveryLimit, arguments, cancellationToken);
        }

        await channel.QueueBindAsync(queue, QueueNames.Exchange, subscription.Type, cancellationToken: cancellationToken);
    }

    /// <summary>Only where messages are parked.</summary>
    /// <exception cref="QueueMismatchException">A queue of that name was made with other arguments.</exception>
    public static Task DeclareDeadAsync(IChannel channel, string queue, CancellationToken cancellationToken) =>
        DeclareQueueAsync(channel, QueueNames.Dead(queue), NoDeliveryLimit, [], cancellationToken);

    // At-least-once forwarding keeps a message until the target has it; it requires reject-publish.
    private static Dictionary<string, object?> ForwardTo(string queue) => new()
    {
        ["x-dead-letter-exchange"] = "",
        ["x-dead-letter-routing-key"] = queue,
        ["x-dead-letter-strategy"] = "at-least-once",
    };

    // Everything is said here, nothing left to the broker's defaults, which differ between its versions.
    private static async Task DeclareQueueAsync(
        IChannel channel, string queue, int deliveryLimit, Dictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        arguments["x-queue-type"] = "quorum";
        arguments["x-delivery-limit"] = deliveryLimit;
        arguments["x-overflow"] = "reject-publish";
        try
        {
            await channel.QueueDeclareAsync(
                queue, durable: true, exclusive: false, autoDelete: false, arguments: arguments, cancellationToken: cancellationToken);
        }
        catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == PreconditionFailed)
        {
            throw new QueueMismatchException(queue, error);
        }
    }
}
