using Microsoft.Extensions.Options;

namespace Platform.Messaging.Outbox;

/// <summary>The last measurement of the outbox, and whether it still says anything.</summary>
public sealed class OutboxMeasurement(IOptions<MessagingOptions> options, TimeProvider time)
{
    // A measurement may come late once, and take a while by itself.
    private readonly TimeSpan _goodFor = (3 * options.Value.MeasuringInterval) + TimeSpan.FromSeconds(10);
    private Reading _last = new(default, time.GetTimestamp());

    /// <summary>What was measured last; nothing at all before the first time.</summary>
    public OutboxState Last => _last.State;

    /// <summary>How long ago that was.</summary>
    public TimeSpan Age => time.GetElapsedTime(_last.Timestamp);

    /// <summary>True when measuring has failed or stood still for several intervals: the outbox may be in any state.</summary>
    public bool IsStale => Age > _goodFor;

    /// <summary>Notes a measurement. An event that was written while it was made has no age yet.</summary>
    public void Set(OutboxState state)
    {
        var age = state.OldestAge > TimeSpan.Zero ? state.OldestAge : TimeSpan.Zero;
        _last = new Reading(state with { OldestAge = age }, time.GetTimestamp());
    }

    private sealed record Reading(OutboxState State, long Timestamp);
}
