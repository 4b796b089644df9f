using System.Net;
using System.Net.Sockets;
using System.Text;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Network;

/// <summary>The tests of outages are worth as much as the proxy that makes them.</summary>
public sealed class TcpProxyTests : IAsyncLifetime
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private TcpProxy _proxy = null!;

    public Task InitializeAsync()
    {
        _server.Start();
        _proxy = TcpProxy.To("127.0.0.1", ((IPEndPoint)_server.LocalEndpoint).Port);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task It_carries_both_ways_and_passes_an_end_on()
    {
        var (client, server) = await ConnectAsync();

        await SendAsync(client, "question");
        (await ReceiveAsync(server)).ShouldBe("question");
        await SendAsync(server, "answer");
        (await ReceiveAsync(client)).ShouldBe("answer");
        client.Close();

        (await ReceiveAsync(server)).ShouldBe("");
    }

    [Fact]
    public async Task A_cut_resets_what_is_open_and_lets_new_connections_in()
    {
        var (client, server) = await ConnectAsync();

        _proxy.Cut();

        await Should.ThrowAsync<SocketException>(() => ReceiveAsync(client));
        await Should.ThrowAsync<SocketException>(() => ReceiveAsync(server));
        (client, server) = await ConnectAsync();
        await SendAsync(client, "again");
        (await ReceiveAsync(server)).ShouldBe("again");
    }

    [Fact]
    public async Task Refused_connections_are_accepted_again_on_the_same_port()
    {
        await ConnectAsync();

        _proxy.Refuse();
        (await Should.ThrowAsync<SocketException>(ConnectAsync)).SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
        _proxy.Forward();

        await ConnectAsync();
    }

    [Theory]
    [InlineData(ProxyDirection.ToServer)]
    [InlineData(ProxyDirection.ToClient)]
    public async Task A_black_hole_of_one_way_holds_back_that_way_only(ProxyDirection direction)
    {
        var (client, server) = await ConnectAsync();
        var (held, heard) = direction == ProxyDirection.ToServer ? (client, server) : (server, client);

        _proxy.BlackHole(direction);
        await SendAsync(heard, "passes");
        await SendAsync(held, "waits");
        (await ReceiveAsync(held)).ShouldBe("passes");
        var late = ReceiveAsync(heard);
        await Eventually.StaysTrueAsync(() => Task.FromResult(!late.IsCompleted), "nothing comes", TimeSpan.FromMilliseconds(200));
        _proxy.Forward();

        (await late).ShouldBe("waits");
    }

    [Fact]
    public async Task A_lost_answer_reached_the_server_and_never_the_client()
    {
        var (client, server) = await ConnectAsync();
        var (other, otherServer) = await ConnectAsync();
        var lost = _proxy.LoseAnswer("done", "begin", "commit");

        await SendAsync(other, "commit");
        (await ReceiveAsync(otherServer)).ShouldBe("commit");
        await SendAsync(client, "begin");
        (await ReceiveAsync(server)).ShouldBe("begin");
        await SendAsync(client, "commit");
        (await ReceiveAsync(server)).ShouldBe("commit");
        await SendAsync(server, "done");

        await lost.WaitAsync(Eventually.Patience);
        await Should.ThrowAsync<SocketException>(() => ReceiveAsync(client));
        await SendAsync(otherServer, "done");
        (await ReceiveAsync(other)).ShouldBe("done");
    }

    private async Task<(Socket Client, Socket Server)> ConnectAsync()
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, _proxy.Port);
        return (client, await _server.AcceptSocketAsync());
    }

    private static async Task SendAsync(Socket socket, string text) => await socket.SendAsync(Encoding.ASCII.GetBytes(text));

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        var buffer = new byte[100];
        using var patience = new CancellationTokenSource(Eventually.Patience);
        return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, patience.Token));
    }
}
