using System.Diagnostics;

namespace Platform.TestKit;

/// <summary>Polls for what becomes true some time later, instead of sleeping and hoping.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <summary>How long to wait where a test says nothing: generous, since a passing test does not wait for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Returns once the condition holds; fails, naming it, when it does not in time.</summary>
    /// <param name="condition">May throw while things are not there yet.</param>
    /// <param name="because">What was expected, for the failure.</param>
    /// <param name="within">How long to wait: 30 s where nothing is given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task TrueAsync(
        Func<Task<bool>> condition, string because, TimeSpan? within = null, CancellationToken cancellationToken = default) =>
        GetAsync(async () => await condition() ? "yes" : null, because, within, cancellationToken);

    /// <summary>The same for a condition that needs no waiting itself.</summary>
    public static Task TrueAsync(
        Func<bool> condition, string because, TimeSpan? within = null, CancellationToken cancellationToken = default) =>
        TrueAsync(() => Task.FromResult(condition()), because, within, cancellationToken);

    /// <summary>The first result that is not null.</summary>
    public static async Task<T> GetAsync<T>(
        Func<Task<T?>> attempt, string because, TimeSpan? within = null, CancellationToken cancellationToken = default)
        where T : class
    {
        var patience = within ?? Patience;
        var started = Stopwatch.GetTimestamp();
        Exception? last = null;
        do
        {
            try
            {
                if (await attempt() is { } result)
                {
                    return result;
                }

                last = null;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                last = error;
            }

            await Task.Delay(Interval, cancellationToken);
        }
        while (Stopwatch.GetElapsedTime(started) < patience);

        throw new TimeoutException($"Not within {patience.TotalSeconds:0.#} s: {because}.", last);
    }

    /// <summary>For what must never happen: watches for a while that the condition keeps holding.</summary>
    public static async Task StaysTrueAsync(
        Func<Task<bool>> condition, string because, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        do
        {
            if (!await condition())
            {
                throw new InvalidOperationException($"Not any more after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.#} s: {because}.");
            }

            await Task.Delay(Interval, cancellationToken);
        }
        while (Stopwatch.GetElapsedTime(started) < duration);
    }
}
