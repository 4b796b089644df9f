using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Messaging.Broker;
using Platform.Messaging.Storage;
using Platform.Messaging.Telemetry;
using Platform.Messaging.Topology;
using RabbitMQ.Client;

namespace Platform.Messaging.Consuming;

/// <summary>Keeps every subscription consuming, session after session, from the time the database is ready.</summary>
internal sealed class ConsumerHost(
    Subscriptions subscriptions,
    BrokerConnections connections,
    BrokerTopology topology,
    DatabaseReadiness readiness,
    MessageProcessor processor,
    FailedDeliveries failed,
    MessagingHealth health,
    IOptions<MessagingOptions> options,
    ILogger<ConsumerHost> logger) : BackgroundService
{
    private readonly BackOff _backOff = new(options.Value.ReconnectDelay, 2, options.Value.ReconnectDelayLimit);

    // Before anything else starts: a service must not look ready while its queues are not declared.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var subscription in subscriptions.All)
        {
            health.Set(subscription.Queue, false);
        }

        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(subscriptions.All.Select(subscription => KeepConsumingAsync(subscription, stoppingToken)));

    // The queues come first: events published while the database is away wait in them.
    private Task KeepConsumingAsync(Subscription subscription, CancellationToken stoppingToken) => ChannelSessions.KeepAsync(
        _backOff,
        (started, ct) => ConsumeAsync(subscription, started, ct),
        (reason, wait) => ConsumingLog.Interrupted(logger, subscription.Queue, reason, wait),
        stoppingToken);

    /// <summary>Consumes until something ends it; says what.</summary>
    private async Task<string> ConsumeAsync(Subscription subscription, Action started, CancellationToken stoppingToken)
    {
        string? problem = null;
        IChannel? channel = null;
        try
        {
            var connection = await connections.Consuming.OpenAsync(stoppingToken);
            channel = await connection.CreateChannelAsync(cancellationToken: stoppingToken);
            await topology.DeclareAsync(channel, subscription, stoppingToken);
            await readiness.WaitAsync(stoppingToken);

            var session = new SubscriptionSession(subscription, channel, processor, failed, options.Value, logger);
            return await session.RunAsync(
                () =>
                {
                    started();
                    health.Set(subscription.Queue, true);
                    ConsumingLog.Consuming(logger, subscription.Queue);
                },
                stoppingToken);
        }
        catch (QueueMismatchException error)
        {
            return problem = error.Message;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            return $"{error.GetType().Name}: {error.Message}";
        }
        finally
        {
            health.Set(subscription.Queue, false, problem);
            if (channel is not null)
            {
                await channel.CloseSoonAsync();
            }
        }
    }
}
