using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Platform.Messaging.Broker;

/// <summary>
/// One connection, made when it is needed and made again when it is gone. The client's own recovery is off: a new
/// channel must declare its topology anyway, because the broker may have come back empty.
/// </summary>
internal sealed class BrokerConnection(IConnectionFactory factory, string name, BackOff backOff, ILogger logger) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private IConnection? _connection;
    private volatile string? _blocked;

    public bool IsOpen => _connection is { IsOpen: true };

    /// <summary>
    /// Why the broker reads nothing that is published on this connection (it is short of disk or memory); null when it does.
    /// It says so after the first publication that it does not read.
    /// </summary>
    public string? Blocked => IsOpen ? _blocked : null;

    /// <summary>The open connection; waits for the broker as long as it takes.</summary>
    public async Task<IConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is { IsOpen: true } open)
        {
            return open;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            for (var failures = 1; ; failures++)
            {
                if (_connection is { IsOpen: true } made)
                {
                    return made;
                }

                try
                {
                    await CloseAsync();
                    var connection = await factory.CreateConnectionAsync(name, cancellationToken);
                    Watch(connection);
                    _connection = connection;
                    BrokerLog.Connected(logger, name);
                    return connection;
                }
                catch (Exception error) when (!cancellationToken.IsCancellationRequested)
                {
                    var wait = backOff.After(failures);
                    BrokerLog.NotConnected(logger, name, failures, wait, error.GetType().Name);
                    await Task.Delay(wait, cancellationToken);
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _gate.Dispose();
    }

    private void Watch(IConnection connection)
    {
        _blocked = null;
        connection.ConnectionBlockedAsync += (_, blocked) =>
        {
            _blocked = blocked.Reason;
            BrokerLog.Blocked(logger, name, blocked.Reason);
            return Task.CompletedTask;
        };
        connection.ConnectionUnblockedAsync += (_, _) =>
        {
            _blocked = null;
            BrokerLog.Unblocked(logger, name);
            return Task.CompletedTask;
        };
    }

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } old)
        {
            try
            {
                await old.DisposeAsync().AsTask().WaitAsync(ChannelClosing.Patience);
            }
            catch (Exception error)
            {
                // It is gone either way.
                BrokerLog.CloseFailed(logger, name, error.GetType().Name);
            }
        }
    }
}
