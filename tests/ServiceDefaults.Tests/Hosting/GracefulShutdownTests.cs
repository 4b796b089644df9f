using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Tests.Hosting;

public sealed class GracefulShutdownTests
{
    [Fact]
    public async Task While_it_delays_its_stop_a_service_serves_but_is_not_ready()
    {
        await using var api = await TestApi.StartAsync(authority: null, new() { ["Shutdown:Delay"] = "00:00:05" });
        using var client = api.CreateClient();
        (await client.GetAsync(new Uri("health", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);

        api.Lifetime.StopApplication();
        var stop = api.StopAsync();

        (await client.GetAsync(new Uri("health", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync(new Uri("alive", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await stop;
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(new Uri("alive", UriKind.Relative)));
    }

    [Fact]
    public async Task The_host_waits_for_delay_and_drain()
    {
        await using var api = await TestApi.StartAsync(authority: null, new() { ["Shutdown:Delay"] = "00:00:02", ["Shutdown:Drain"] = "00:00:07" });

        api.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout.ShouldBe(TimeSpan.FromSeconds(9));
        api.Lifetime.StopApplication();
    }
}
