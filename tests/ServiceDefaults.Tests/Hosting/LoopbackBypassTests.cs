using System.Net;
using Platform.ServiceDefaults;
using Platform.TestKit;

namespace ServiceDefaults.Tests.Hosting;

/// <summary>Which addresses go round a proxy. That whole programs do so: ProxyTests of the simulator and of the command line.</summary>
public sealed class LoopbackBypassTests
{
    private static readonly NetworkCredential Credentials = new("user", "password");
    private static readonly WebProxy Proxy = new("http://proxy.example.com:3128", false, [@"intern\.example\.com"]) { Credentials = Credentials };

    private readonly LoopbackBypass _bypass = new(Proxy);

    [Theory]
    [InlineData("http://localhost:7110")]
    [InlineData("https://LOCALHOST")]
    [InlineData("http://localhost.:80")]
    [InlineData("http://fraud-api.localhost:7110")]
    [InlineData("http://127.0.0.1:15000")]
    [InlineData("http://127.45.6.7")]
    [InlineData("http://[::1]:7110")]
    [InlineData("http://[::ffff:127.0.0.1]")]
    [InlineData("ws://localhost")]
    public void This_machine_is_asked_directly(string address)
    {
        _bypass.IsBypassed(new Uri(address)).ShouldBeTrue();
        _bypass.GetProxy(new Uri(address)).ShouldBeNull();
    }

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("https://fraud.example.com")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://mylocalhost")]
    [InlineData("http://128.0.0.1")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://[::2]")]
    public void Any_other_is_asked_as_the_environment_says(string address)
    {
        _bypass.IsBypassed(new Uri(address)).ShouldBeFalse();
        _bypass.GetProxy(new Uri(address)).ShouldBe(Proxy.Address);
    }

    [Fact]
    public void Exceptions_and_credentials_of_the_environment_stay()
    {
        _bypass.IsBypassed(new Uri("http://intern.example.com")).ShouldBeTrue();
        _bypass.Credentials.ShouldBe(Credentials);
    }

    [Fact]
    public async Task A_proxy_gets_what_is_remote_and_nothing_else()
    {
        await using var proxy = await RecordingServer.StartAsync();
        await using var here = await RecordingServer.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { Proxy = new LoopbackBypass(new WebProxy(proxy.Address)) });

        await client.GetAsync(here.Address);
        await client.GetAsync(new UriBuilder(here.Address) { Host = "localhost" }.Uri);
        await client.GetAsync(new Uri("http://example.com/remote"));

        here.Requests.ShouldBe(["GET /", "GET /"]);
        proxy.Requests.ShouldBe(["GET http://example.com/remote"]);
    }

    [Fact]
    public async Task Every_client_of_a_service_goes_round_it()
    {
        await using var api = await TestApi.StartAsync(authority: null);

        HttpClient.DefaultProxy.GetType().Name.ShouldBe(nameof(LoopbackBypass));
        HttpClient.DefaultProxy.IsBypassed(new Uri("http://localhost:7110")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, "localhost,.localhost,127.0.0.1,::1,[::1]")]
    [InlineData("", "localhost,.localhost,127.0.0.1,::1,[::1]")]
    [InlineData("intern.example.com, LOCALHOST ,", "intern.example.com,LOCALHOST,.localhost,127.0.0.1,::1,[::1]")]
    public void Programs_that_are_started_get_this_machine_among_their_exceptions(string? before, string after) =>
        LoopbackBypass.WithLocal(before).ShouldBe(after);
}
