using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Platform.Messaging.Outbox;

/// <summary>
/// Wakes the relay after a commit that added events, and says from which on to look. Contexts with unsaved or uncommitted
/// events are remembered by reference; a context that is dropped takes its mark with it.
/// </summary>
internal sealed class OutboxSignal : IDisposable
{
    /// <summary>To look at everything: the least id there is.</summary>
    public static readonly Guid EveryRow = Guid.Empty;

    private static readonly Guid NoRow = Guid.AllBitsSet;

    // The least id that a context added; Guid orders them as Postgres does.
    private readonly ConditionalWeakTable<DbContext, object> _marked = [];
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Lock _lock = new();
    private Guid _from = NoRow;

    /// <summary>The context has an event that is not committed yet.</summary>
    public void Mark(DbContext context, Guid id)
    {
        if (!_marked.TryGetValue(context, out var first) || id < (Guid)first)
        {
            _marked.AddOrUpdate(context, id);
        }
    }

    public void Committed(DbContext context)
    {
        if (_marked.TryGetValue(context, out var first) && _marked.Remove(context))
        {
            Wake((Guid)first);
        }
    }

    /// <summary>There is something to send, with this id or later ones. Any number of wake-ups before the relay looks are one.</summary>
    public void Wake(Guid from)
    {
        lock (_lock)
        {
            if (_from == NoRow)
            {
                _wake.Release();
            }

            _from = from < _from ? from : _from;
        }
    }

    /// <summary>Waits until something was committed; the least id of it, or <see cref="EveryRow"/> when the time was over.</summary>
    public async Task<Guid> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (!await _wake.WaitAsync(atMost, cancellationToken))
        {
            return EveryRow;
        }

        lock (_lock)
        {
            var from = _from;
            _from = NoRow;
            return from;
        }
    }

    public void Dispose() => _wake.Dispose();
}
