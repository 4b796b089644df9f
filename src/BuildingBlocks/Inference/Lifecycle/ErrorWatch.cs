namespace Platform.Inference;

/// <summary>
/// Whether too many calls of a version fail. A window begins with an error, so that the many good calls before it hide
/// nothing and the clock is read only when something failed; the calls from that error on count, for as long as the window lasts.
/// </summary>
/// <param name="tooMany">Called once a window, with the errors and the calls, when their share passes the limit.</param>
internal sealed class ErrorWatch(ModelOptions options, TimeProvider time, Action<long, long> tooMany)
{
    private readonly Lock _lock = new();
    private long _calls;
    private long _errors;
    private long _began;
    private bool _told;

    /// <summary>A call that was answered: one atomic addition.</summary>
    public void Called() => Interlocked.Increment(ref _calls);

    public void Failed()
    {
        long calls, errors;
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (_errors == 0 || time.GetElapsedTime(_began, now) > options.TakeOutWindow)
            {
                (_began, _errors, _told) = (now, 0, false);
                Interlocked.Exchange(ref _calls, 0);
            }

            errors = ++_errors;
            calls = Interlocked.Increment(ref _calls);
            if (_told || calls < options.TakeOutMinimumCalls || errors <= options.TakeOutErrorRate * calls)
            {
                return;
            }

            _told = true;
        }

        tooMany(errors, calls);
    }
}
