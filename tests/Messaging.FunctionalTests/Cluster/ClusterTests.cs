using Platform.TestKit;

namespace Messaging.FunctionalTests.Cluster;

/// <summary>Three nodes, queues with a quorum, and a load balancer (the proxy) in front of them.</summary>
public sealed class ClusterTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_node_that_dies_and_comes_back_in_mid_stream_loses_nothing_and_doubles_nothing()
    {
        await using var cluster = await PrivateCluster.StartNewAsync();
        await using var balancer = TcpProxy.To("127.0.0.1", cluster.Port(2));
        var broker = new UriBuilder(cluster.ConnectionString(2)) { Port = balancer.Port }.Uri.ToString();
        await using var host = await ShopHost.StartAsync(
            fixture.Database.ConnectionString, broker, settings: ("Messaging:Retries", "0"));
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        (await cluster.QueueAsync(1, ShopHost.Queue)).Online.ShouldBe(3, "the queue has a quorum");
        await using var orders = OrderStream.Start(host);
        await orders.ContinuesAsync();

        // Where the service is connected, and where its queues are led.
        await cluster.KillAsync(2);
        balancer.Redirect("127.0.0.1", cluster.Port(3));
        await Eventually.TrueAsync(host.IsReadyAsync, "the service goes on with two nodes");
        var handled = host.Shipping.Attempts.Count;
        await orders.ContinuesAsync();
        await Eventually.TrueAsync(() => host.Shipping.Attempts.Count > handled + 30, "two nodes are a quorum");

        await cluster.StartAsync(2);
        await orders.ContinuesAsync();
        await Eventually.TrueAsync(
            async () => (await cluster.QueueAsync(1, ShopHost.Queue)).Online == 3, "the node has its part again", TimeSpan.FromSeconds(60));

        // Now the others can spare one of those that were there all the time.
        await cluster.KillAsync(3);
        balancer.Redirect("127.0.0.1", cluster.Port(2));
        await orders.ContinuesAsync();

        await orders.IsShippedOnceAsync(fixture.Database.ConnectionString);
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        orders.Unclear.ShouldBe(0);
    }
}
