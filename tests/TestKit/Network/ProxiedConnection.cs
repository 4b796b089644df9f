using System.Net.Sockets;

namespace Platform.TestKit;

/// <summary>One client's connection through a proxy.</summary>
internal sealed class ProxiedConnection(TcpProxy proxy, Socket client)
{
    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private LostAnswer? _watched;
    private int _sent;

    /// <summary>Returns when the connection is over, however it ended.</summary>
    public async Task CarryAsync(string host, int port, CancellationToken cancellationToken)
    {
        try
        {
            client.NoDelay = true;
            await _server.ConnectAsync(host, port, cancellationToken);
            await Task.WhenAll(
                PumpAsync(client, _server, ProxyDirection.ToServer, cancellationToken),
                PumpAsync(_server, client, ProxyDirection.ToClient, cancellationToken));
            client.Dispose();
            _server.Dispose();
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            Reset();
        }
    }

    /// <summary>Ends both halves with a reset: nobody is told politely.</summary>
    public void Reset()
    {
        foreach (var socket in (Socket[])[client, _server])
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // Ended already.
            }

            socket.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to, ProxyDirection direction, CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while (true)
            {
                var count = await from.ReceiveAsync(buffer, cancellationToken);
                await proxy.Flow.PassAsync(direction, cancellationToken);
                if (count == 0)
                {
                    to.Shutdown(SocketShutdown.Send);
                    return;
                }

                if (!IsLost(direction, buffer.AsSpan(0, count)))
                {
                    for (var sent = 0; sent < count;)
                    {
                        sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), cancellationToken);
                    }
                }
            }
        }
        catch
        {
            // The other half ends with this one.
            Reset();
            throw;
        }
    }

    private bool IsLost(ProxyDirection direction, ReadOnlySpan<byte> data)
    {
        if (proxy.LostAnswer is not { } lost)
        {
            return false;
        }

        if (direction == ProxyDirection.ToClient)
        {
            return lost.Swallows(this, data);
        }

        _sent = lost.Sent(this, lost == _watched ? _sent : 0, data);
        _watched = lost;
        return false;
    }
}
