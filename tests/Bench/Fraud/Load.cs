using System.Diagnostics;

namespace Platform.Bench.Fraud;

/// <summary>What a load came to.</summary>
/// <param name="Count">Answers.</param>
/// <param name="Errors">Of these, no decision.</param>
/// <param name="PerSecond">Decisions a second: errors are none.</param>
/// <param name="Milliseconds">From when each was due to its answer, in order.</param>
internal sealed record LoadResult(int Count, int Errors, double PerSecond, double[] Milliseconds)
{
    public double Quantile(double share) => Milliseconds[Math.Min(Milliseconds.Length - 1, (int)(Milliseconds.Length * share))];
}

/// <summary>Callers of something that takes time.</summary>
internal static class Load
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1); // that a thread can sleep

    /// <summary>So many callers, each of whom asks again as soon as it is answered.</summary>
    public static async Task<LoadResult> ClosedAsync(
        int callers, TimeSpan duration, Func<CancellationToken, Task<bool>> call, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(
            async () =>
            {
                var own = new List<(double Milliseconds, bool Good)>();
                while (Stopwatch.GetElapsedTime(started) < duration)
                {
                    var asked = Stopwatch.GetTimestamp();
                    var good = await call(cancellationToken);
                    own.Add((Stopwatch.GetElapsedTime(asked).TotalMilliseconds, good));
                }

                return own;
            },
            cancellationToken)));
        return Result([.. times.SelectMany(own => own)], Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Calls at fixed times, whether those before are answered or not: a pause counts for all that were due in it.</summary>
    public static async Task<LoadResult> SteadyAsync(
        int perSecond, TimeSpan duration, Func<CancellationToken, Task<bool>> call, CancellationToken cancellationToken)
    {
        var calls = new Task<(double, bool)>[(int)(perSecond * duration.TotalSeconds)];
        var started = Stopwatch.GetTimestamp();
        // A thread of its own: timers of the pool are up to 4 ms late, which would count as the service's.
        await Task.Factory.StartNew(CallInTime, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return Result(await Task.WhenAll(calls), Stopwatch.GetElapsedTime(started));

        void CallInTime()
        {
            for (var i = 0; i < calls.Length; i++)
            {
                var due = TimeSpan.FromSeconds((double)i / perSecond);
                while (due - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } early)
                {
                    Thread.Sleep(early < Shortest ? Shortest : early);
                }

                cancellationToken.ThrowIfCancellationRequested();
                calls[i] = Task.Run(() => CallAsync(due), cancellationToken);
            }
        }

        async Task<(double, bool)> CallAsync(TimeSpan due)
        {
            var good = await call(cancellationToken);
            return ((Stopwatch.GetElapsedTime(started) - due).TotalMilliseconds, good);
        }
    }

    private static LoadResult Result((double Milliseconds, bool Good)[] calls, TimeSpan elapsed) => new(
        calls.Length,
        calls.Count(call => !call.Good),
        calls.Count(call => call.Good) / elapsed.TotalSeconds,
        [.. calls.Select(call => call.Milliseconds).Order()]);
}
