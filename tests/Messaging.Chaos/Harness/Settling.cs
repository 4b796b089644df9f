using System.Diagnostics;

namespace Messaging.Chaos.Harness;

/// <summary>Waits for the end of what is under way, as long as there is progress.</summary>
internal sealed class Settling(Ledger ledger, TimeSpan patience)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>The first effects are there, and with them all queues.</summary>
    public Task BegunAsync(CancellationToken cancellationToken) =>
        FallsToZeroAsync(async () => await ledger.EffectsAsync(cancellationToken) > 0 ? 0 : 1, cancellationToken);

    /// <summary>The outbox is empty.</summary>
    public Task SentAsync(CancellationToken cancellationToken) =>
        FallsToZeroAsync(async () => await ledger.UnsentAsync(cancellationToken), cancellationToken);

    /// <summary>Nothing is ready in the queues, and no effect is added any more.</summary>
    public async Task HandledAsync(CancellationToken cancellationToken)
    {
        await FallsToZeroAsync(async () => await ledger.ReadyAsync(cancellationToken), cancellationToken);
        var before = -1L;
        for (var now = await ledger.EffectsAsync(cancellationToken); now != before; now = await ledger.EffectsAsync(cancellationToken))
        {
            before = now;
            await Task.Delay(Interval * 5, cancellationToken);
        }
    }

    /// <summary>The broker has taken back what a killed consumer held.</summary>
    public Task ReturnedAsync(CancellationToken cancellationToken) =>
        FallsToZeroAsync(async () => await ledger.ConsumersAsync(cancellationToken), cancellationToken);

    // Gives up, without complaint, what does not move any more: it is counted later.
    private async Task FallsToZeroAsync(Func<Task<long>> count, CancellationToken cancellationToken)
    {
        var best = long.MaxValue;
        for (var moved = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(moved) < patience;)
        {
            var now = await count();
            if (now == 0)
            {
                return;
            }

            if (now < best)
            {
                (best, moved) = (now, Stopwatch.GetTimestamp());
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }
}
