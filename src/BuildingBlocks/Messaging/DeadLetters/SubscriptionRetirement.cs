using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Messaging.Broker;
using Platform.Messaging.Consuming;
using Platform.Messaging.Storage;

namespace Platform.Messaging.DeadLetters;

/// <summary>
/// Takes back subscriptions that the service no longer has: no further events, what waits becomes dead letters, and when
/// nothing is left the queues go. One replica at a time does it; replicas of the version before are let finish first.
/// </summary>
internal sealed class SubscriptionRetirement(
    RetiredSubscriptions retired,
    BrokerConnections connections,
    RetrySchedule schedule,
    ServiceDatabase database,
    DatabaseReadiness readiness,
    DeadLetterTelemetry telemetry,
    TimeProvider time,
    IOptions<MessagingOptions> options,
    ILogger<SubscriptionRetirement> logger) : BackgroundService
{
    // Empty once may be a moment between a waiting queue and the queue it forwards to.
    private const int LooksUntilGone = 2;

    private readonly TimeSpan _interval = options.Value.MeasuringInterval;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(retired.All.Select(subscription => RetireAsync(subscription, stoppingToken)));

    private async Task RetireAsync(RetiredSubscription subscription, CancellationToken stoppingToken)
    {
        try
        {
            while (!await TryRetireAsync(subscription, stoppingToken))
            {
                await Task.Delay(_interval, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    /// <summary>True when nothing is left to do.</summary>
    private async Task<bool> TryRetireAsync(RetiredSubscription subscription, CancellationToken cancellationToken)
    {
        try
        {
            await readiness.WaitAsync(cancellationToken);
            await using var session = await database.OpenAsync(cancellationToken);
            if (!await LockAsync(session.Connection, subscription.Queue, "pg_try_advisory_lock", cancellationToken))
            {
                return false;
            }

            try
            {
                return await RetireLockedAsync(subscription, session.Connection, cancellationToken);
            }
            finally
            {
                // The connection goes back to a pool.
                await LockAsync(session.Connection, subscription.Queue, "pg_advisory_unlock", CancellationToken.None);
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            DeadLetterLog.RetirementFailed(logger, subscription.Queue, error.GetType().Name, _interval);
            return false;
        }
    }

    private async Task<bool> RetireLockedAsync(
        RetiredSubscription subscription, NpgsqlConnection database, CancellationToken cancellationToken)
    {
        var connection = await connections.Consuming.OpenAsync(cancellationToken);
        var queues = new RetiredQueues(subscription, schedule.Delays, connection);
        var count = 0;
        for (var empty = 0; empty < LooksUntilGone;)
        {
            if (empty > 0)
            {
                await Task.Delay(_interval, cancellationToken);
            }

            var (exist, inUse, waiting) = await queues.LookAsync(cancellationToken);
            if (!exist)
            {
                return true;
            }

            if (inUse)
            {
                DeadLetterLog.StillInUse(logger, subscription.Queue, _interval);
                return false;
            }

            var taken = await queues.DrainAsync(
                (parked, redelivered) => KeepAsync(database, subscription.Queue, parked, redelivered, cancellationToken),
                time,
                cancellationToken);
            count += taken;
            if (taken == 0 && waiting > 0)
            {
                // Failed messages that wait for an attempt come back in their time.
                return false;
            }

            empty = taken == 0 ? empty + 1 : 0;
        }

        await queues.DeleteAsync(cancellationToken);
        DeadLetterLog.Retired(logger, subscription.Queue, count);
        return true;
    }

    private async Task KeepAsync(
        NpgsqlConnection database, string queue, DeadLetter letter, bool redelivered, CancellationToken cancellationToken)
    {
        if (await DeadLetterStore.AddAsync(database, letter, redelivered, cancellationToken))
        {
            telemetry.Collected(letter);
            DeadLetterLog.Collected(logger, letter.Id, queue, letter.Reason, letter.MessageId, letter.Attempts);
        }
    }

    private static async Task<bool> LockAsync(
        NpgsqlConnection connection, string queue, string function, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT {function}(hashtextextended($1, 0))", connection)
        {
            Parameters = { new() { Value = $"messaging retires {queue}" } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
