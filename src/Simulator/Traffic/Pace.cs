namespace Simulator.Traffic;

/// <summary>How fast all feeds go: a factor of their own rates, which may change while they run. 0 holds them.</summary>
public sealed class Pace(TimeProvider time)
{
    public const double Slowest = 0;
    public const double Fastest = 100;

    // A timer takes no more than 49 days; a wait that long is looked at again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private Setting _setting = new(1);

    public double Factor => Volatile.Read(ref _setting).Factor;

    /// <summary>Changes the pace, for waits that have begun as well.</summary>
    public void Set(double factor)
    {
        if (factor is not (>= Slowest and <= Fastest))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, $"A pace is between {Slowest} and {Fastest}.");
        }

        Interlocked.Exchange(ref _setting, new Setting(factor)).Changed.SetResult();
    }

    /// <summary>Returns at once, or, while all is held, when it goes on.</summary>
    public async Task WhenRunningAsync(CancellationToken cancellationToken)
    {
        for (var setting = Volatile.Read(ref _setting); setting.Factor == 0; setting = Volatile.Read(ref _setting))
        {
            await setting.Changed.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Returns when the next step is due: the last one began at <paramref name="last"/>, and there are <paramref name="rate"/> a second.</summary>
    public async Task NextAsync(long last, double rate, CancellationToken cancellationToken)
    {
        while (true)
        {
            var setting = Volatile.Read(ref _setting);
            var left = setting.Factor == 0 ? double.PositiveInfinity : (1 / (rate * setting.Factor)) - time.GetElapsedTime(last).TotalSeconds;
            if (left <= 0)
            {
                return;
            }

            var wait = left < LongestWait.TotalSeconds ? TimeSpan.FromSeconds(left) : LongestWait;
            // Timing out is what is waited for; a change only means to reckon again.
            await setting.Changed.Task.WaitAsync(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private sealed record Setting(double Factor)
    {
        public TaskCompletionSource Changed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
