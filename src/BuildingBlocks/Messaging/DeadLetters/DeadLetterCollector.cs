using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Messaging.Broker;
using Platform.Messaging.Consuming;
using Platform.Messaging.Storage;
using Platform.Messaging.Telemetry;
using Platform.Messaging.Topology;
using RabbitMQ.Client;

namespace Platform.Messaging.DeadLetters;

/// <summary>
/// Moves what is parked in the broker into the service's own database, where it can be listed and looked at any number of
/// times: a queue can only be looked at by taking messages out and putting them back, which the broker counts.
/// </summary>
internal sealed class DeadLetterCollector(
    Subscriptions subscriptions,
    BrokerConnections connections,
    ServiceDatabase database,
    DatabaseReadiness readiness,
    DeadLetterTelemetry telemetry,
    TimeProvider time,
    IOptions<MessagingOptions> options,
    ILogger<DeadLetterCollector> logger) : BackgroundService
{
    // A message that cannot be kept must not hold up the others; it comes again with the next session.
    private const int Attempts = 3;

    private readonly BackOff _backOff = new(options.Value.ReconnectDelay, 2, options.Value.ReconnectDelayLimit);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(subscriptions.All.Select(s => KeepCollectingAsync(s.Queue, stoppingToken)));

    private Task KeepCollectingAsync(string queue, CancellationToken stoppingToken) => ChannelSessions.KeepAsync(
        _backOff,
        (started, ct) => CollectAsync(queue, started, ct),
        (reason, wait) => DeadLetterLog.Interrupted(logger, queue, reason, wait),
        stoppingToken);

    /// <summary>Collects until something ends it; says what.</summary>
    private async Task<string> CollectAsync(string queue, Action started, CancellationToken stoppingToken)
    {
        IChannel? channel = null;
        try
        {
            // Taking messages without a place to put them would only be counted.
            await readiness.WaitAsync(stoppingToken);
            var connection = await connections.Consuming.OpenAsync(stoppingToken);
            channel = await connection.CreateChannelAsync(cancellationToken: stoppingToken);
            await BrokerTopology.DeclareDeadAsync(channel, queue, stoppingToken);
            var session = new CollectingSession(queue, channel, (delivery, ct) => KeepAsync(delivery, queue, ct));
            return await session.RunAsync(started, stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            return error is QueueMismatchException ? error.Message : error.GetType().Name;
        }
        finally
        {
            if (channel is not null)
            {
                await channel.CloseSoonAsync();
            }
        }
    }

    /// <summary>True when it is in the table; false where it cannot be put there though the database answers.</summary>
    private async Task<bool> KeepAsync(ParkedDelivery delivery, string queue, CancellationToken cancellationToken)
    {
        var letter = ParkedMessage.Read(queue, delivery.Properties, delivery.Content, time.GetUtcNow());
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await AddAsync(letter, delivery.Redelivered, cancellationToken);
                return true;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                if (await readiness.IsReadyAsync(cancellationToken))
                {
                    if (attempt >= Attempts)
                    {
                        DeadLetterLog.NotKept(logger, letter.Id, queue, error);
                        return false;
                    }
                }
                else
                {
                    // While the database is away the message waits here: the broker counts no return, nor do we.
                    await readiness.WaitAsync(cancellationToken);
                    attempt = 0;
                }
            }
        }
    }

    private async Task AddAsync(DeadLetter letter, bool redelivered, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        if (await DeadLetterStore.AddAsync(session.Connection, letter, redelivered, cancellationToken))
        {
            telemetry.Collected(letter);
            DeadLetterLog.Collected(logger, letter.Id, letter.Queue, letter.Reason, letter.MessageId, letter.Attempts);
        }
        else
        {
            DeadLetterLog.KnownAlready(logger, letter.Id, letter.Queue);
        }
    }
}
