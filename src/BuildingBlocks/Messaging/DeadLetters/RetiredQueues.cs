using Platform.Messaging.Envelope;
using Platform.Messaging.Topology;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Messaging.DeadLetters;

/// <summary>The queues of a retired subscription, as far as they are still there.</summary>
internal sealed class RetiredQueues(RetiredSubscription subscription, IReadOnlyList<TimeSpan> delays, IConnection connection)
{
    private const int NotFound = 404;

    private readonly string _queue = subscription.Queue;

    private string DeadQueue => QueueNames.Dead(_queue);

    private IEnumerable<string> WaitingQueues => delays.Distinct().Select(delay => QueueNames.Retry(_queue, delay));

    /// <summary>Unbinds the queue, and says whether any is there, whether somebody else consumes, and what waits for an attempt.</summary>
    public async Task<(bool Exist, bool InUse, uint Waiting)> LookAsync(CancellationToken cancellationToken)
    {
        var main = await StateAsync(_queue, cancellationToken);
        var dead = await StateAsync(DeadQueue, cancellationToken);
        var (exist, waiting) = (main is not null || dead is not null, 0u);
        foreach (var queue in WaitingQueues)
        {
            var state = await StateAsync(queue, cancellationToken);
            exist |= state is not null;
            waiting += state?.MessageCount ?? 0;
        }

        if (main is not null)
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await BrokerTopology.DeclareExchangeAsync(channel, cancellationToken);
            await channel.QueueUnbindAsync(_queue, QueueNames.Exchange, subscription.Type, cancellationToken: cancellationToken);
        }

        return (exist, main?.ConsumerCount > 0 || dead?.ConsumerCount > 0, waiting);
    }

    /// <summary>Takes everything out, each message acknowledged when it is kept; how many they were.</summary>
    public async Task<int> DrainAsync(Func<DeadLetter, bool, Task> keep, TimeProvider time, CancellationToken cancellationToken) =>
        await DrainAsync(DeadQueue, asTheyAre: true, keep, time, cancellationToken)
        + await DrainAsync(_queue, asTheyAre: false, keep, time, cancellationToken);

    /// <summary>Deletes them. That one is gone already is no error.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        foreach (var queue in WaitingQueues.Append(_queue).Append(DeadQueue))
        {
            await channel.QueueDeleteAsync(queue, cancellationToken: cancellationToken);
        }
    }

    private async Task<int> DrainAsync(
        string queue, bool asTheyAre, Func<DeadLetter, bool, Task> keep, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await StateAsync(queue, cancellationToken) is null)
        {
            return 0;
        }

        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        for (var count = 0; ; count++)
        {
            if (await channel.BasicGetAsync(queue, autoAck: false, cancellationToken) is not { } got)
            {
                return count;
            }

            var now = time.GetUtcNow();
            IReadOnlyBasicProperties properties = new BasicProperties(got.BasicProperties);
            if (!asTheyAre)
            {
                var failure = new Failure(
                    Failure.HandlerGone, "The service does not consume this any more.", null, null, AttemptHeaders.ReadAttempt(properties));
                properties = AttemptHeaders.ForParking(properties, failure, now);
            }

            await keep(ParkedMessage.Read(_queue, properties, got.Body.ToArray(), now), got.Redelivered);
            await channel.BasicAckAsync(got.DeliveryTag, multiple: false, cancellationToken);
        }
    }

    // A passive declaration of a queue that is not there closes the channel.
    private async Task<QueueDeclareOk?> StateAsync(string queue, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
        }
        catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == NotFound)
        {
            return null;
        }
    }
}
