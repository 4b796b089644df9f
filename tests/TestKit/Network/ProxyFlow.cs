namespace Platform.TestKit;

/// <summary>Which way data goes.</summary>
[Flags]
public enum ProxyDirection
{
    /// <summary>From the client to the server.</summary>
    ToServer = 1,

    /// <summary>From the server to the client.</summary>
    ToClient = 2,

    /// <summary>Both ways.</summary>
    Both = ToServer | ToClient,
}

/// <summary>Whether data may pass now, for all connections of a proxy.</summary>
internal sealed class ProxyFlow
{
    private readonly Lock _gate = new();
    private ProxyDirection _closed;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TimeSpan Delay { get; set; }

    public void Open()
    {
        Delay = TimeSpan.Zero;
        Set(0);
    }

    public void Close(ProxyDirection direction) => Set(direction);

    /// <summary>Returns when a piece of data may pass.</summary>
    public async Task PassAsync(ProxyDirection direction, CancellationToken cancellationToken)
    {
        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, cancellationToken);
        }

        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (!_closed.HasFlag(direction))
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Set(ProxyDirection closed)
    {
        lock (_gate)
        {
            _closed = closed;
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
