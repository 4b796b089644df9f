namespace Platform.Messaging.Consuming;

/// <summary>When a failing message is tried again, and when no more.</summary>
public sealed class RetrySchedule
{
    /// <summary>No message waits longer for its next attempt.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    private const double LeastJitter = 0.8;

    private readonly TimeSpan[] _delays;

    /// <summary>Makes the schedule of the options.</summary>
    public RetrySchedule(MessagingOptions options)
    {
        var backOff = new BackOff(options.RetryDelay, options.RetryGrowth, LongestDelay);
        _delays = [.. Enumerable.Range(1, options.Retries).Select(n => Whole(backOff.After(n)))];
    }

    /// <summary>The different delays: the broker has one waiting queue for each.</summary>
    public IReadOnlyList<TimeSpan> Delays => _delays;

    /// <summary>How often a message is handled at most before it is parked.</summary>
    public int MaximumAttempts => _delays.Length + 1;

    /// <summary>The wait after an attempt (1 is the first) has failed; null when that was the last one.</summary>
    public TimeSpan? DelayAfter(int attempt) => attempt >= MaximumAttempts ? null : _delays[Math.Max(attempt, 1) - 1];

    /// <summary>
    /// The delay of one message: between 80 % and 100 % of the queue's, so that what failed together does not come back
    /// together. No message waits longer than the queue's delay, not even behind one that waits longer than itself.
    /// </summary>
    /// <param name="delay">The waiting queue's delay.</param>
    /// <param name="chance">Uniform from 0 to 1.</param>
    public static TimeSpan Jittered(TimeSpan delay, double chance) =>
        Whole(TimeSpan.FromMilliseconds(delay.TotalMilliseconds * (LeastJitter + ((1 - LeastJitter) * chance))));

    // The broker counts in milliseconds.
    private static TimeSpan Whole(TimeSpan delay) => TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));
}
