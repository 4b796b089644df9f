using System.Diagnostics;
using System.Diagnostics.Metrics;
using Platform.Messaging.Outbox;

namespace Platform.Messaging.Telemetry;

/// <summary>Meter and activity source <c>Platform.Messaging</c>. Durations are in seconds, by OpenTelemetry's conventions.</summary>
internal sealed class MessagingTelemetry : IDisposable
{
    public const string Name = "Platform.Messaging";

    public static readonly ActivitySource Source = new(Name);

    private readonly Meter _meter;
    private readonly Histogram<double> _publish;
    private readonly Histogram<double> _handle;
    private readonly Counter<long> _unrouted;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _deadLetters;

    public MessagingTelemetry(IMeterFactory meters, OutboxMeasurement outbox)
    {
        _meter = meters.Create(Name);
        _publish = _meter.CreateHistogram<double>("platform.messaging.publish.duration", "s", "From sending an event to the broker's confirmation.");
        _handle = _meter.CreateHistogram<double>("platform.messaging.handle.duration", "s", "One attempt to handle a message or a batch, with its transaction.");
        _unrouted = _meter.CreateCounter<long>("platform.messaging.publish.unrouted", "{message}", "Events nobody subscribes to.");
        _refused = _meter.CreateCounter<long>("platform.messaging.publish.refused", "{message}", "Publications the broker refused.");
        _duplicates = _meter.CreateCounter<long>("platform.messaging.duplicates", "{message}", "Deliveries of messages handled before.");
        _retries = _meter.CreateCounter<long>("platform.messaging.retries", "{message}", "Failed attempts with another one to come.");
        _deadLetters = _meter.CreateCounter<long>("platform.messaging.dead_letters", "{message}", "Messages parked in a dead-letter queue.");
        _meter.CreateObservableGauge("platform.messaging.outbox.depth", () => Measured(outbox, state => state.Depth), "{message}", "Events waiting to be published.");
        _meter.CreateObservableGauge("platform.messaging.outbox.age", () => Measured(outbox, state => state.OldestAge.TotalSeconds), "s", "Age of the oldest event waiting.");
        _meter.CreateObservableGauge("platform.messaging.outbox.dead", () => Measured(outbox, state => state.Dead), "{message}", "Events the relay gave up on.");
    }

    public void Published(string type, TimeSpan duration) => _publish.Record(duration.TotalSeconds, Tag("type", type));

    public void Unrouted(string type) => _unrouted.Add(1, Tag("type", type));

    public void Refused(string type) => _refused.Add(1, Tag("type", type));

    public void Handled(string queue, TimeSpan duration, string outcome) =>
        _handle.Record(duration.TotalSeconds, Tag("queue", queue), Tag("outcome", outcome));

    public void Duplicates(string queue, int count) => _duplicates.Add(count, Tag("queue", queue));

    public void Retried(string queue) => _retries.Add(1, Tag("queue", queue));

    public void Parked(string queue, string reason) => _deadLetters.Add(1, Tag("queue", queue), Tag("reason", reason));

    public void Dispose() => _meter.Dispose();

    // No value is better than an old one.
    private static Measurement<T>[] Measured<T>(OutboxMeasurement outbox, Func<OutboxState, T> value)
        where T : struct =>
        outbox.IsStale ? [] : [new Measurement<T>(value(outbox.Last))];

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
