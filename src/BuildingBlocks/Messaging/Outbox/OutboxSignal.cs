using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Platform.Messaging.Outbox;

/// <summary>
/// Wakes the relay after a commit that added events. Contexts with unsaved or uncommitted events are remembered by
/// reference; a context that is dropped takes its mark with it.
/// </summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly ConditionalWeakTable<DbContext, object> _marked = [];
    private readonly SemaphoreSlim _wake = new(0, 1);

    public void Mark(DbContext context) => _marked.AddOrUpdate(context, this);

    public void Committed(DbContext context)
    {
        if (_marked.Remove(context))
        {
            Wake();
        }
    }

    /// <summary>Any number of wake-ups before the relay looks are one.</summary>
    public void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
        catch (SemaphoreFullException)
        {
            // Another commit was quicker.
        }
    }

    /// <summary>True when woken, false when the time was over.</summary>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _wake.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _wake.Dispose();
}
