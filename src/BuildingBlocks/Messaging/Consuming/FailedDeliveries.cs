using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Messaging.Broker;
using Platform.Messaging.Envelope;
using Platform.Messaging.Telemetry;
using Platform.Messaging.Topology;
using RabbitMQ.Client;

namespace Platform.Messaging.Consuming;

/// <summary>
/// Moves a failed message to where it waits for its next attempt, or is parked. The move is a confirmed publication, and
/// only then is the original acknowledged: a crash between the two leaves two copies, and the inbox handles one.
/// </summary>
internal sealed class FailedDeliveries(
    BrokerConnections connections,
    RetrySchedule schedule,
    BrokerTopology topology,
    MessagingTelemetry telemetry,
    TimeProvider time,
    IOptions<MessagingOptions> options,
    ILogger<FailedDeliveries> logger) : IAsyncDisposable
{
    private readonly BackOff _backOff = new(options.Value.ReconnectDelay, 2, options.Value.ReconnectDelayLimit);
    private readonly ConfirmedPublisher _publisher = new(
        connections.Publishing, options.Value.ConfirmTimeout, (_, _) => Task.CompletedTask);

    /// <summary>Returns when the broker has the copy.</summary>
    public async Task MoveAsync(Subscription subscription, Delivery delivery, Failure failure, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (failure.MayPass && schedule.DelayAfter(failure.Attempt) is { } delay)
        {
            var wait = RetrySchedule.Jittered(delay, Random.Shared.NextDouble());
            var properties = AttemptHeaders.ForRetry(delivery.Properties, failure.Attempt + 1, now, wait);
            await PublishAsync(subscription, QueueNames.Retry(subscription.Queue, delay), properties, delivery.Content, cancellationToken);
            telemetry.Retried(subscription.Queue);
            ConsumingLog.WillRetry(logger, delivery.Properties.MessageId, subscription.Queue, failure.Attempt, wait);
        }
        else
        {
            var properties = AttemptHeaders.ForParking(delivery.Properties, failure, now);
            await PublishAsync(subscription, QueueNames.Dead(subscription.Queue), properties, delivery.Content, cancellationToken);
            telemetry.Parked(subscription.Queue, failure.Reason);
            ConsumingLog.Parked(logger, delivery.Properties.MessageId, subscription.Queue, failure.Attempt, failure.Reason, failure.Detail);
        }
    }

    public ValueTask DisposeAsync() => _publisher.DisposeAsync();

    private async Task PublishAsync(
        Subscription subscription, string queue, BasicProperties properties, byte[] content, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            var result = await _publisher.PublishAsync("", queue, properties, content, cancellationToken);
            if (result.Outcome == PublishOutcome.Confirmed)
            {
                return;
            }

            ConsumingLog.NotMoved(logger, properties.MessageId, queue, result.Outcome, result.Detail);
            await Task.Delay(_backOff.After(failures), cancellationToken);
            if (result.Outcome == PublishOutcome.Unrouted)
            {
                await DeclareAgainAsync(subscription, cancellationToken);
            }
        }
    }

    // Someone deleted the queue that must be there.
    private async Task DeclareAgainAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await connections.Publishing.OpenAsync(cancellationToken);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await topology.DeclareAsync(channel, subscription, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            ConsumingLog.NotDeclared(logger, subscription.Queue, error.GetType().Name);
        }
    }
}
