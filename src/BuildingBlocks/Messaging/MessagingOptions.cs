using System.ComponentModel.DataAnnotations;

namespace Platform.Messaging;

/// <summary>Settings of the section <c>Messaging</c>, checked when the service starts.</summary>
public sealed class MessagingOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Messaging";

    /// <summary>Rows the relay publishes in one transaction. More is faster, and more is sent again after a crash.</summary>
    [Range(1, 5000)]
    public int RelayBatchSize { get; set; } = 256;

    /// <summary>
    /// How far apart batches of the relay begin that are not full, so that commits gather: each batch is a transaction of its
    /// own. A single event waits for nothing. 0 sends as soon as the batch before is out.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10", ParseLimitsInInvariantCulture = true)]
    public TimeSpan RelayGather { get; set; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How often the relay looks for rows that no commit of this process announced.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a publication may stay without the broker's confirmation before it counts as not sent.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the broker may refuse a row before it is marked dead. A broker that is away does not count.</summary>
    [Range(1, 100)]
    public int PublishAttempts { get; set; } = 10;

    /// <summary>The wait after a row's first refusal; it doubles up to <see cref="PublishBackOffLimit"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan PublishBackOff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts to publish a row.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan PublishBackOffLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Largest event, in bytes of JSON. Larger ones are refused where they are made; send a reference instead.</summary>
    [Range(1_024, 16 * 1_024 * 1_024)]
    public int MaximumMessageBytes { get; set; } = 256 * 1_024;

    /// <summary>Unacknowledged messages the broker hands to one subscription of this process; for batches at least four of them.</summary>
    [Range(1, 1000)]
    public int Prefetch { get; set; } = 64;

    /// <summary>Messages one subscription of this process handles at once. No order between messages is promised.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 8;

    /// <summary>How long one attempt to handle a message or a batch may take; then it is cancelled, and counts as failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often a failing message is tried again before it is parked; 0 parks at the first failure.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 4;

    /// <summary>The wait before the first retry.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Factor by which each further wait is longer, up to an hour: 1 s, 6 s, 36 s, 3.6 min with the defaults.</summary>
    [Range(1.0, 20.0)]
    public double RetryGrowth { get; set; } = 6;

    /// <summary>How long a handled message is remembered. A copy that arrives later would be handled again.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan InboxRetention { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How often inbox rows past their retention are deleted.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan CleaningInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often outbox depth and age are measured. After three intervals without success health is degraded.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan MeasuringInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Waiting events from which health is degraded: a sign to look, requests are still sent to the service.</summary>
    [Range(1, 100_000_000)]
    public int OutboxDegradedDepth { get; set; } = 10_000;

    /// <summary>
    /// Waiting events from which health is unhealthy: not ready, and as replicas share the outbox, all of them at once. So
    /// this is the brake before the database's disk is full, far above what an outage of the broker leaves.
    /// </summary>
    [Range(2, 1_000_000_000)]
    public int OutboxUnhealthyDepth { get; set; } = 1_000_000;

    /// <summary>Age of the oldest waiting event from which health is degraded.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan OutboxDegradedAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Age from which health is unhealthy. Null, the default, is never: refusing requests makes no old event younger, and
    /// one may be waiting for a subscriber that was never started.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:02", "365.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan? OutboxUnhealthyAge { get; set; }

    /// <summary>
    /// How often broker and service tell each other that they are there. A connection that carries nothing, without having
    /// been closed, is given up after twice that.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The wait after the first failed connection; it doubles up to <see cref="ReconnectDelayLimit"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two attempts to reach the broker or the database.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ReconnectDelayLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a stopping service gives its running handlers, and then its outbox. Twice that and some seconds for closing
    /// connections should be under the host's shutdown time-out.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>What no single range can say.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OutboxUnhealthyDepth <= OutboxDegradedDepth)
        {
            yield return new ValidationResult(
                $"{nameof(OutboxUnhealthyDepth)} must be greater than {nameof(OutboxDegradedDepth)}.", [nameof(OutboxUnhealthyDepth)]);
        }

        if (OutboxUnhealthyAge <= OutboxDegradedAge)
        {
            yield return new ValidationResult(
                $"{nameof(OutboxUnhealthyAge)} must be greater than {nameof(OutboxDegradedAge)}.", [nameof(OutboxUnhealthyAge)]);
        }
    }
}
