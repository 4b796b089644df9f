namespace Simulator.Traffic;

/// <summary>What a feed does about a failure, after a pause.</summary>
public enum Remedy
{
    /// <summary>The same again.</summary>
    Repeat,

    /// <summary>First brings in the past again, which the service seems to have lost.</summary>
    Prepare,

    /// <summary>Leaves the step out: with the past in place it was refused again.</summary>
    Skip,
}

/// <summary>
/// What goes wrong with a feed: how long it pauses, what it does then, and what of it is told. A failure that lasts, or comes
/// back with every second step, is told once in a while and not each time.
/// </summary>
public sealed class FeedTrouble(string feed, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPauseOfRefused = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ToldAgain = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, long> _told = [];
    private int _failures;
    private bool _isAway;
    private long _since;

    /// <summary>A step failed, or the preparation: what to do.</summary>
    public (TimeSpan Pause, Remedy Remedy) Meet(Exception failure)
    {
        var answer = failure as ServiceException;
        // What is no failure of a service is one of the step's own (a picture that cannot be read): as if it were refused.
        var isRefused = answer?.IsRefusal ?? true;
        if (_failures++ == 0)
        {
            _since = time.GetTimestamp();
        }

        _isAway |= !isRefused;
        var longest = isRefused ? LongestPauseOfRefused : LongestPause;
        var pause = TimeSpan.FromSeconds(Math.Min(FirstPause.TotalSeconds * Math.Pow(2, Math.Min(_failures - 1, 10)), longest.TotalSeconds));
        if (answer?.RetryAfter is { } wanted && wanted > pause)
        {
            pause = wanted < LongestRetryAfter ? wanted : LongestRetryAfter;
        }

        var isNew = Tell(failure, answer, pause, longest);
        return (pause, !isRefused ? Remedy.Repeat : isNew || (_failures > 1 && _failures % 2 == 1) ? Remedy.Prepare : Remedy.Skip);
    }

    /// <summary>A step succeeded.</summary>
    public void IsOver()
    {
        if (_isAway)
        {
            FeedLog.GoesOn(log, feed, time.GetElapsedTime(_since).TotalSeconds);
            _told.Clear();
        }

        (_failures, _isAway) = (0, false);
    }

    // The same kind of failure is told again only after a while, since details differ from step to step.
    private bool Tell(Exception failure, ServiceException? answer, TimeSpan pause, TimeSpan longest)
    {
        var kind = answer is null ? failure.GetType().Name : $"{answer.Service} {answer.Status}";
        if (_told.TryGetValue(kind, out var at) && time.GetElapsedTime(at) < ToldAgain)
        {
            FeedLog.FailsStill(log, feed, failure.Message, pause.TotalSeconds);
            return false;
        }

        _told[kind] = time.GetTimestamp();
        var reason = answer is null ? $"{failure.GetType().Name}: {failure.Message}" : failure.Message;
        FeedLog.Failed(log, feed, reason.ReplaceLineEndings(" "), pause.TotalSeconds, Math.Max(longest.TotalSeconds, pause.TotalSeconds));
        return true;
    }
}

internal static partial class FeedLog
{
    [LoggerMessage(1, LogLevel.Information, "{Feed}: the past is loaded after {Seconds:0.0} s")]
    public static partial void Prepared(ILogger log, string feed, double seconds);

    [LoggerMessage(2, LogLevel.Warning, "{Feed}: {Reason}; tried again in {Seconds:0.0} s, then at least every {Longest:0} s")]
    public static partial void Failed(ILogger log, string feed, string reason, double seconds, double longest);

    [LoggerMessage(3, LogLevel.Debug, "{Feed}: {Reason}; tried again in {Seconds:0.0} s")]
    public static partial void FailsStill(ILogger log, string feed, string reason, double seconds);

    [LoggerMessage(4, LogLevel.Information, "{Feed}: goes on after {Seconds:0.0} s")]
    public static partial void GoesOn(ILogger log, string feed, double seconds);
}
