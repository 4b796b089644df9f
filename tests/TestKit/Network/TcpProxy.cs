using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Platform.TestKit;

/// <summary>
/// The network between a service and a server, on a free port of 127.0.0.1: forwards at first, and breaks in the ways that
/// networks do when told to. Every change holds for the open connections as well as for new ones.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ProxiedConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private (string Host, int Port) _server;

    private TcpProxy(string host, int port)
    {
        _server = (host, port);
        // Below the range of outgoing ports, so that nobody takes it while connections are refused.
        for (var tries = 0; _listener is null; tries++)
        {
            Port = RandomNumberGenerator.GetInt32(20_000, 32_000);
            try
            {
                Listen();
            }
            catch (SocketException) when (tries < 100)
            {
                // Taken.
            }
        }
    }

    /// <summary>Where clients connect to.</summary>
    public int Port { get; private set; }

    /// <summary>How many connections were accepted so far.</summary>
    public int Accepted { get; private set; }

    internal ProxyFlow Flow { get; } = new();

    internal LostAnswer? LostAnswer { get; private set; }

    /// <summary>Starts one in front of a server.</summary>
    public static TcpProxy To(string host, int port) => new(host, port);

    /// <summary>Carries everything again, what was held back included.</summary>
    public void Forward()
    {
        Flow.Open();
        Listen();
    }

    /// <summary>Breaks all open connections at once, with resets; new ones are carried.</summary>
    public void Cut()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Reset();
        }
    }

    /// <summary>The server's machine is there and nobody listens: breaks all connections and refuses new ones.</summary>
    public void Refuse()
    {
        lock (_gate)
        {
            _listener?.Dispose();
            _listener = null;
        }

        Cut();
    }

    /// <summary>
    /// Packets vanish: connections stay, new ones are accepted, and nothing is carried in that direction. When the proxy
    /// carries again, the rest comes through, as it does by TCP's retransmissions.
    /// </summary>
    public void BlackHole(ProxyDirection direction = ProxyDirection.Both) => Flow.Close(direction);

    /// <summary>Every piece of data comes so much later.</summary>
    public void Slow(TimeSpan delay) => Flow.Delay = delay;

    /// <summary>New connections go to another server, as a load balancer's do.</summary>
    public void Redirect(string host, int port)
    {
        lock (_gate)
        {
            _server = (host, port);
        }
    }

    /// <summary>
    /// Once: on the connection that has sent the texts of <paramref name="request"/> in this order, lets the server answer,
    /// and breaks the connection before the client has any of it.
    /// </summary>
    /// <param name="answer">What the server's answer contains when it has done it.</param>
    /// <param name="request">Texts, each of which is sent in one piece.</param>
    /// <returns>Completes when it has happened.</returns>
    public Task LoseAnswer(string answer, params string[] request)
    {
        var lost = new LostAnswer(answer, request);
        LostAnswer = lost;
        return lost.Happened;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Refuse();
        await _accepting;
        await Task.WhenAll(_connections.Values);
        _stopping.Dispose();
    }

    private void Listen()
    {
        lock (_gate)
        {
            if (_listener is null && !_stopping.IsCancellationRequested)
            {
                var listener = new TcpListener(IPAddress.Loopback, Port);
                listener.Start();
                _listener = listener;
                _accepting = AcceptAsync(listener);
            }
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(_stopping.Token);
                Accepted++;
                var connection = new ProxiedConnection(this, client);
                var (host, port) = _server;
                _connections[connection] = Task.CompletedTask;
                _connections[connection] = CarryAsync(connection, host, port);
                if (listener != _listener)
                {
                    connection.Reset(); // accepted in the moment of refusing
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Refusing, or disposed.
        }
    }

    private async Task CarryAsync(ProxiedConnection connection, string host, int port)
    {
        await Task.Yield();
        await connection.CarryAsync(host, port, _stopping.Token);
        _connections.TryRemove(connection, out _);
    }
}
