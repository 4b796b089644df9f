using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Platform.LocalServers;

namespace Platform.TestKit;

/// <summary>A RabbitMQ cluster of three on this machine, of one test. The first node must live as long as the others.</summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    private readonly TestState _state = TestState.Claim();
    private readonly LocalRabbitMq[] _nodes;
    private readonly RunningServer?[] _running;

    private PrivateCluster()
    {
        _nodes = [.. Enumerable.Range(1, 3).Select(member => new LocalRabbitMq(_state.Folder, member))];
        _running = new RunningServer?[_nodes.Length];
    }

    /// <summary>Makes and starts one; returns when its nodes have found each other.</summary>
    public static async Task<PrivateCluster> StartNewAsync(CancellationToken cancellationToken = default)
    {
        var cluster = new PrivateCluster();
        try
        {
            // All at once, as RabbitMQ 4 wants it: the first would wait for the others.
            var first = cluster.StartAsync(1, cancellationToken);
            await Eventually.TrueAsync(cluster.NamesAnswerAsync, "the name server answers", null, cancellationToken);
            await Task.WhenAll(first, cluster.StartAsync(2, cancellationToken), cluster.StartAsync(3, cancellationToken));
            await Eventually.TrueAsync(
                async () => await cluster.RunningNodesAsync(1) == cluster._nodes.Length, "the nodes are one cluster", null, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Port of node 1, 2 or 3 on 127.0.0.1; it stays.</summary>
    public int Port(int node) => _nodes[node - 1].Port;

    /// <summary>AMQP URI of node 1, 2 or 3.</summary>
    public string ConnectionString(int node) => _nodes[node - 1].ConnectionString;

    /// <summary>Starts a node, which joins the others.</summary>
    public async Task StartAsync(int node, CancellationToken cancellationToken = default) =>
        _running[node - 1] = await RunningServer.StartAsync(_nodes[node - 1], cancellationToken);

    /// <summary>Ends a node as a power cut would.</summary>
    public async Task KillAsync(int node)
    {
        if (_running[node - 1] is { } running)
        {
            _running[node - 1] = null;
            await running.KillAsync();
            await running.DisposeAsync();
        }
    }

    /// <summary>How many nodes run, as this one sees it.</summary>
    public async Task<int> RunningNodesAsync(int node)
    {
        var nodes = await GetAsync(node, "api/nodes?columns=name,running");
        return nodes.EnumerateArray().Count(each => each.GetProperty("running").GetBoolean());
    }

    /// <summary>A queue of the default virtual host: its leader, and how many of its members are up.</summary>
    public async Task<(string Leader, int Online)> QueueAsync(int node, string name)
    {
        var queue = await GetAsync(node, $"api/queues/%2F/{Uri.EscapeDataString(name)}");
        return (queue.GetProperty("leader").GetString()!, queue.GetProperty("online").GetArrayLength());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        for (var node = _nodes.Length; node > 0; node--)
        {
            await KillAsync(node);
        }

        _state.Dispose();
    }

    private async Task<bool> NamesAnswerAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _nodes[0].NamesPort);
        return true;
    }

    private async Task<JsonElement> GetAsync(int node, string path)
    {
        var address = _nodes[node - 1].Management;
        using var client = new HttpClient { BaseAddress = new UriBuilder(address) { UserName = "", Password = "" }.Uri };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
        return await client.GetFromJsonAsync<JsonElement>(path);
    }
}
