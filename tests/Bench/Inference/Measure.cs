using System.Diagnostics;

namespace Platform.Bench.Inference;

/// <summary>Times and allocations of one call.</summary>
internal static class Measure
{
    /// <summary>Microseconds a call, one after the other.</summary>
    public static double Alone(Action call, int times)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            call();
        }

        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / times;
    }

    /// <summary>Microseconds a call when each caller has a thread and calls without a pause: the time of all by the number of their calls.</summary>
    public static double Together(IReadOnlyList<Action> callers, int timesEach)
    {
        using var start = new Barrier(callers.Count + 1);
        var threads = callers.Select(call => new Thread(() =>
        {
            start.SignalAndWait();
            for (var i = 0; i < timesEach; i++)
            {
                call();
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        start.SignalAndWait();
        var started = Stopwatch.GetTimestamp();
        Array.ForEach(threads, thread => thread.Join());
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / ((long)callers.Count * timesEach);
    }

    /// <summary>As <see cref="Together"/>, for callers that wait without a thread.</summary>
    public static async Task<double> TogetherAsync(int callers, int timesEach, Func<Task> call)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            for (var i = 0; i < timesEach; i++)
            {
                // Back into the queue, or whoever never waits would run alone to its end.
                await Task.Yield();
                await call();
            }
        }));
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / ((long)callers * timesEach);
    }

    /// <summary>Managed bytes that a call allocates on this thread.</summary>
    public static double AllocatedBytes(Action call, int times)
    {
        call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times; i++)
        {
            call();
        }

        return Math.Round((GC.GetAllocatedBytesForCurrentThread() - before) / (double)times, 1);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
