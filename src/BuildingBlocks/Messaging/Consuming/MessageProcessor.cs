using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Messaging.Envelope;
using Platform.Messaging.Storage;
using Platform.Messaging.Telemetry;

namespace Platform.Messaging.Consuming;

/// <summary>Makes one attempt to handle deliveries: one, or as many as the consumer takes in one transaction.</summary>
internal sealed class MessageProcessor(
    InboxTransaction inbox,
    DatabaseReadiness database,
    MessagingTelemetry telemetry,
    IOptions<MessagingOptions> options,
    ILogger<MessageProcessor> logger)
{
    private readonly TimeSpan _timeout = options.Value.HandlerTimeout;

    /// <summary>For each delivery null when it is dealt with, otherwise why not. Throws only when cancelled.</summary>
    public async Task<Failure?[]> ProcessAsync(
        Subscription subscription, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var failures = new Failure?[deliveries.Count];
        var events = new List<ReceivedEvent>(deliveries.Count);
        for (var i = 0; i < failures.Length; i++)
        {
            if (ReceivedEvent.Read(subscription, deliveries[i], i, out failures[i]) is { } received)
            {
                events.Add(received);
            }
        }

        if (events.Count > 0)
        {
            await HandleAsync(subscription, events, failures, cancellationToken);
        }

        return failures;
    }

    // Halving finds the message at fault in a few transactions, and lets the others pass.
    private async Task HandleAsync(
        Subscription subscription, List<ReceivedEvent> events, Failure?[] failures, CancellationToken cancellationToken)
    {
        var failure = await TryHandleAsync(subscription, events, cancellationToken);
        if (failure is null)
        {
            return;
        }

        if (events.Count == 1)
        {
            failures[events[0].Index] = failure;
            return;
        }

        var half = events.Count / 2;
        await HandleAsync(subscription, events[..half], failures, cancellationToken);
        await HandleAsync(subscription, events[half..], failures, cancellationToken);
    }

    private async Task<Failure?> TryHandleAsync(
        Subscription subscription, List<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        using var activity = TraceContext.StartProcess(events, subscription.Queue);
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(_timeout);
            try
            {
                var handled = await inbox.RunAsync(subscription.Handler, events, subscription.HandleAsync, limit.Token);
                telemetry.Handled(subscription.Queue, Stopwatch.GetElapsedTime(started), handled > 0 ? "handled" : "duplicate");
                if (handled < events.Count)
                {
                    telemetry.Duplicates(subscription.Queue, events.Count - handled);
                    ConsumingLog.Duplicates(logger, events.Count - handled, subscription.Queue);
                }

                return null;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                telemetry.Handled(subscription.Queue, Stopwatch.GetElapsedTime(started), "failed");
                var tookTooLong = limit.IsCancellationRequested;
                if ((tookTooLong || IsDatabaseError(error)) && !await database.IsReadyAsync(cancellationToken))
                {
                    // Not the messages' fault: they wait here, without using up their attempts.
                    ConsumingLog.DatabaseAway(logger, events[0].Envelope.Id, subscription.Queue);
                    await database.WaitAsync(cancellationToken);
                    continue;
                }

                return Failed(subscription, events, tookTooLong, Root(error), activity);
            }
        }
    }

    private Failure Failed(Subscription subscription, List<ReceivedEvent> events, bool tookTooLong, Exception error, Activity? activity)
    {
        var first = events[0];
        ConsumingLog.AttemptFailed(logger, first.Context.Attempt, first.Envelope.Id, events.Count - 1, subscription.Queue, error);
        activity?.Failed(error.GetType().FullName!);
        return new Failure(
            Failure.Failed,
            tookTooLong ? $"The handler took longer than {_timeout}." : "The handler failed.",
            error.GetType().FullName,
            TraceContext.TraceIdOf(activity, first.Envelope),
            first.Context.Attempt);
    }

    private static bool IsDatabaseError(Exception error) =>
        error is NpgsqlException or TimeoutException || (error.InnerException is { } inner && IsDatabaseError(inner));

    // What retries wrap is what an operator wants to see.
    private static Exception Root(Exception error) =>
        error is RetryLimitExceededException { InnerException: { } inner } ? inner : error;
}
