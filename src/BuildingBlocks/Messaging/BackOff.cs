namespace Platform.Messaging;

/// <summary>Growing waits: first, first x growth, first x growth^2 … up to a limit.</summary>
/// <param name="First">The wait after the first failure.</param>
/// <param name="Growth">Factor from one wait to the next, 1 or more.</param>
/// <param name="Limit">No wait is longer.</param>
public readonly record struct BackOff(TimeSpan First, double Growth, TimeSpan Limit)
{
    /// <summary>The wait after so many failures in a row, counted from 1.</summary>
    public TimeSpan After(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var milliseconds = First.TotalMilliseconds * Math.Pow(Growth, failures - 1);
        return milliseconds < Limit.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : Limit;
    }
}
