namespace Platform.Messaging.Broker;

/// <summary>Work that needs a channel, session after session: a channel that is gone never comes back.</summary>
internal static class ChannelSessions
{
    /// <summary>Runs sessions until the service stops; the pauses grow while none of them gets as far as starting.</summary>
    /// <param name="backOff">The pauses.</param>
    /// <param name="run">One session: calls its first argument when it has started, and returns what ended it.</param>
    /// <param name="interrupted">Told what ended a session, and the pause until the next.</param>
    /// <param name="stoppingToken">Cancelled when the service stops.</param>
    public static async Task KeepAsync(
        BackOff backOff,
        Func<Action, CancellationToken, Task<string>> run,
        Action<string, TimeSpan> interrupted,
        CancellationToken stoppingToken)
    {
        try
        {
            for (var failures = 1; ; failures++)
            {
                var reason = await run(() => failures = 0, stoppingToken);
                stoppingToken.ThrowIfCancellationRequested();
                var wait = backOff.After(Math.Max(failures, 1));
                interrupted(reason, wait);
                await Task.Delay(wait, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }
}
