using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Messaging.Envelope;
using Platform.Messaging.Storage;
using Platform.Messaging.Telemetry;

namespace Platform.Messaging.Consuming;

/// <summary>Makes one attempt to handle a delivery.</summary>
internal sealed class MessageProcessor(
    InboxTransaction inbox, DatabaseReadiness database, MessagingTelemetry telemetry, ILogger<MessageProcessor> logger)
{
    /// <summary>Null when the message is dealt with; otherwise why not. Throws only when cancelled.</summary>
    public async Task<Failure?> ProcessAsync(Subscription subscription, Delivery delivery, CancellationToken cancellationToken)
    {
        var attempt = AttemptHeaders.ReadAttempt(delivery.Properties);
        if (!EnvelopeHeaders.TryRead(delivery.Properties, out var envelope, out var problem))
        {
            return new Failure(Failure.Unreadable, $"The envelope cannot be read: {problem}.", null, null, attempt);
        }

        using var activity = TraceContext.StartProcess(envelope, subscription.Queue, attempt);
        var traceId = activity?.TraceId.ToString() ?? TraceIdOf(envelope.TraceParent);
        if (envelope.Type != subscription.Type)
        {
            return new Failure(Failure.UnexpectedType, $"This queue is for '{subscription.Type}'.", null, traceId, attempt);
        }

        object message;
        try
        {
            message = subscription.Read(delivery.Content);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            var path = (error as JsonException)?.Path;
            return new Failure(
                Failure.Unreadable, $"The content is not a valid '{subscription.Type}' (at {path ?? "$"}).", error.GetType().FullName, traceId, attempt);
        }

        var failure = await HandleAsync(subscription, envelope, message, attempt, traceId, cancellationToken);
        if (failure is not null)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.ExceptionType);
        }

        return failure;
    }

    private async Task<Failure?> HandleAsync(
        Subscription subscription, EventEnvelope envelope, object message, int attempt, string? traceId, CancellationToken cancellationToken)
    {
        var context = new MessageContext(
            envelope.Id, envelope.Type, envelope.Source, envelope.Subject, envelope.Time, attempt);
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                var handled = await inbox.RunAsync(
                    envelope.Id,
                    subscription.Queue,
                    (scope, ct) => subscription.HandleAsync(scope, message, context, ct),
                    cancellationToken);
                telemetry.Handled(subscription.Queue, Stopwatch.GetElapsedTime(started), handled ? "handled" : "duplicate");
                if (!handled)
                {
                    telemetry.Duplicate(subscription.Queue);
                    ConsumingLog.Duplicate(logger, envelope.Id, subscription.Queue);
                }

                return null;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                telemetry.Handled(subscription.Queue, Stopwatch.GetElapsedTime(started), "failed");
                if (IsDatabaseError(error) && !await database.IsReadyAsync(cancellationToken))
                {
                    // Not the message's fault: it waits here, without using up its attempts.
                    ConsumingLog.DatabaseAway(logger, envelope.Id, subscription.Queue);
                    await database.WaitAsync(cancellationToken);
                    continue;
                }

                ConsumingLog.AttemptFailed(logger, envelope.Id, subscription.Queue, attempt, error);
                return new Failure(
                    Failure.Failed, "The handler failed.", Root(error).GetType().FullName, traceId, attempt);
            }
        }
    }

    private static bool IsDatabaseError(Exception error) =>
        error is NpgsqlException or TimeoutException || (error.InnerException is { } inner && IsDatabaseError(inner));

    // What retries wrap is what an operator wants to see.
    private static Exception Root(Exception error) =>
        error is RetryLimitExceededException { InnerException: { } inner } ? inner : error;

    private static string? TraceIdOf(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, out var context) ? context.TraceId.ToString() : null;
}
