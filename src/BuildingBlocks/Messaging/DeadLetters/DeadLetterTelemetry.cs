using System.Diagnostics.Metrics;
using Platform.Messaging.Telemetry;

namespace Platform.Messaging.DeadLetters;

/// <summary>What the meter <c>Platform.Messaging</c> says of dead letters.</summary>
internal sealed class DeadLetterTelemetry
{
    private readonly Counter<long> _collected;

    public DeadLetterTelemetry(IMeterFactory meters)
    {
        // The factory hands out the same meter for the same name, and disposes it.
        var meter = meters.Create(MessagingTelemetry.Name);
        _collected = meter.CreateCounter<long>(
            "platform.messaging.dead_letters.collected", "{message}", "Parked messages moved to the table of dead letters.");
        meter.CreateObservableGauge(
            "platform.messaging.dead_letters.parked",
            () => Parked.Select(count => new Measurement<long>(count.Count, Tag("queue", count.Queue), Tag("reason", count.Reason))),
            "{message}",
            "Dead letters that wait for an operator.");
    }

    /// <summary>As measured last.</summary>
    public IReadOnlyList<DeadLetterCount> Parked { get; set; } = [];

    public void Collected(DeadLetter letter) => _collected.Add(1, Tag("queue", letter.Queue), Tag("reason", letter.Reason));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
