using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Messaging.Broker;
using Platform.Messaging.Envelope;
using Platform.Messaging.Registration;
using Platform.Messaging.Telemetry;
using Platform.Messaging.Topology;

namespace Platform.Messaging.Outbox;

/// <summary>Sends outbox rows to the exchange and says which must be put back.</summary>
internal sealed class OutboxPublisher(
    BrokerConnections connections,
    ServiceName service,
    PublishedEvents published,
    MessagingTelemetry telemetry,
    IOptions<MessagingOptions> options,
    ILogger<OutboxPublisher> logger) : IAsyncDisposable
{
    private readonly MessagingOptions _options = options.Value;
    private readonly BackOff _backOff = new(options.Value.PublishBackOff, 2, options.Value.PublishBackOffLimit);
    private readonly ConfirmedPublisher _publisher = new(
        connections.Publishing, options.Value.ConfirmTimeout, BrokerTopology.DeclareExchangeAsync);

    public bool IsOpen => connections.Publishing.IsOpen;

    /// <summary>The broker is there and takes nothing.</summary>
    public bool IsBlocked => connections.Publishing.Blocked is not null;

    public async Task OpenAsync(CancellationToken cancellationToken) => await _publisher.OpenAsync(cancellationToken);

    /// <summary>Publishes all rows, and returns those that were not sent.</summary>
    public async Task<List<UnsentMessage>> PublishAsync(IReadOnlyList<OutboxMessage> rows, CancellationToken cancellationToken)
    {
        // Pipelined: all are sent before the first confirmation is awaited.
        var fresh = rows.Where(row => row.Attempts == 0).ToArray();
        var unsent = new List<UnsentMessage>();
        var results = await Task.WhenAll(fresh.Select(row => PublishAsync(row, cancellationToken)));
        unsent.AddRange(fresh.Zip(results, AfterResult).OfType<UnsentMessage>());

        // One by one: a row that makes the broker close the channel takes no other row with it.
        foreach (var row in rows.Where(row => row.Attempts > 0))
        {
            if (AfterResult(row, await PublishAsync(row, cancellationToken)) is { } again)
            {
                unsent.Add(again);
            }
        }

        return unsent;
    }

    public ValueTask DisposeAsync() => _publisher.DisposeAsync();

    private async Task<PublishResult> PublishAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        var envelope = new EventEnvelope(
            row.Id, row.Type, service.Source, row.Subject, row.Time, row.TraceParent, row.TraceState);
        using var activity = TraceContext.StartSend(envelope, QueueNames.Exchange);
        if (activity is not null)
        {
            envelope = envelope with { TraceParent = activity.Id, TraceState = activity.TraceStateString };
        }

        var started = Stopwatch.GetTimestamp();
        var result = await _publisher.PublishAsync(
            QueueNames.Exchange, row.Type, EnvelopeHeaders.Write(envelope), row.Content, cancellationToken);
        telemetry.Published(row.Type, Stopwatch.GetElapsedTime(started));
        if (result.Outcome is PublishOutcome.Refused or PublishOutcome.Unknown)
        {
            activity?.Failed(result.Outcome == PublishOutcome.Refused ? "refused" : "unconfirmed", result.Detail);
        }

        return result;
    }

    private UnsentMessage? AfterResult(OutboxMessage row, PublishResult result)
    {
        switch (result.Outcome)
        {
            case PublishOutcome.Confirmed:
                return null;

            case PublishOutcome.Unrouted when published.NeedsSubscriber(row.Type):
                // Its subscriber was never started yet. It waits however long that takes: never dead.
                var times = Math.Min(row.Attempts + 1, _options.PublishAttempts);
                OutboxLog.WaitsForSubscriber(logger, row.Id, row.Type);
                return new UnsentMessage(row, times, _backOff.After(times), result.Detail, Dead: false);

            case PublishOutcome.Unrouted:
                // Publishing a fact nobody subscribes to is no failure; a subscription made later does not see the past.
                telemetry.Unrouted(row.Type);
                OutboxLog.Unrouted(logger, row.Id, row.Type);
                return null;

            case PublishOutcome.Unknown:
                // The connection's fault, not the row's.
                OutboxLog.NotConfirmed(logger, row.Id, row.Type, result.Detail);
                return new UnsentMessage(row, row.Attempts, Delay: null, result.Detail, Dead: false);

            default:
                var attempts = row.Attempts + 1;
                var dead = attempts >= _options.PublishAttempts;
                telemetry.Refused(row.Type);
                OutboxLog.Refused(logger, row.Id, row.Type, attempts, dead, result.Detail);
                return new UnsentMessage(row, attempts, _backOff.After(attempts), result.Detail, dead);
        }
    }
}
