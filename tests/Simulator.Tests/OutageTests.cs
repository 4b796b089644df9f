using Microsoft.AspNetCore.Http;
using Platform.TestKit;

namespace Simulator.Tests;

/// <summary>The whole simulator, with services and an authority that are not always there.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    // The longest pause between two attempts is 5 s.
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(2);

    private readonly FakePlatform _platform = new();
    private RecordingServer _authority = null!;
    private RecordingServer _services = null!;
    private TcpProxy _toAuthority = null!;
    private TcpProxy _toServices = null!;
    private SimulatorRun _simulator = null!;

    [Fact]
    public async Task Services_that_go_away_are_fed_again_within_seconds_of_their_return()
    {
        _simulator.Begin();
        await _platform.AllAreFedAsync();

        _toServices.Refuse();
        await ItGoesOnAsync();
        _toServices.Forward();

        await _platform.AllAreFedAsync(Seconds);
    }

    [Fact]
    public async Task Services_that_come_late_are_prepared_then()
    {
        _toServices.Refuse();
        _simulator.Begin();
        await ItGoesOnAsync();

        _toServices.Forward();

        await _platform.AllAreFedAsync();
    }

    [Fact]
    public async Task Services_that_fail_in_every_way_are_fed_when_they_are_done_with_it()
    {
        var failures = 0;
        _platform.Instead = async context =>
        {
            var number = Interlocked.Increment(ref failures);
            context.Response.StatusCode = number % 3 == 0 ? 500 : number % 3 == 1 ? 503 : 200;
            context.Response.Headers.RetryAfter = "1";
            await context.Response.WriteAsync(number % 3 == 2 ? "{" : "no JSON");
            return true;
        };
        _simulator.Begin();
        await Eventually.TrueAsync(() => failures > 12, "each of the four feeds keeps trying");

        _platform.Instead = null;

        await _platform.AllAreFedAsync();
    }

    [Fact]
    public async Task Services_that_lost_their_data_get_it_again()
    {
        _simulator.Begin();
        await _platform.AllAreFedAsync();

        _platform.Reset();

        await _platform.AllAreFedAsync();
        _platform.Knows("/v1/machines/engine-1").ShouldBeTrue();
        _platform.Knows("/v1/scanners/xray-1").ShouldBeTrue();
        _platform.Knows("item sku-00019").ShouldBeTrue();
    }

    [Fact]
    public async Task An_authority_that_comes_late_is_waited_for()
    {
        _toAuthority.Refuse();
        _simulator.Begin();
        await ItGoesOnAsync();
        _services.Requests.ShouldBeEmpty();

        _toAuthority.Forward();

        await _platform.AllAreFedAsync();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(500)]
    [InlineData(200)]
    public async Task An_authority_that_gives_no_token_is_asked_until_it_does(int status)
    {
        _authority.Answer = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsJsonAsync(new { error = "invalid_client" });
        };
        _simulator.Begin();
        await Eventually.TrueAsync(() => _authority.Requests.Count > 8, "each of the four feeds asks again");

        _authority.Answer = _platform.AuthorityAsync;

        await _platform.AllAreFedAsync();
    }

    [Fact]
    public async Task A_token_that_is_not_believed_any_more_is_renewed()
    {
        _simulator.Begin();
        await _platform.AllAreFedAsync();

        _platform.RevokeTokens();

        await _platform.AllAreFedAsync(Seconds);
    }

    public async Task InitializeAsync()
    {
        _authority = await RecordingServer.StartAsync();
        _authority.Answer = _platform.AuthorityAsync;
        _services = await RecordingServer.StartAsync();
        _services.Answer = _platform.ServiceAsync;
        _toAuthority = TcpProxy.To("127.0.0.1", _authority.Port);
        _toServices = TcpProxy.To("127.0.0.1", _services.Port);
        _simulator = new SimulatorRun(_toAuthority.Port, _toServices.Port);
    }

    public async Task DisposeAsync()
    {
        await _simulator.DisposeAsync();
        await _toServices.DisposeAsync();
        await _toAuthority.DisposeAsync();
        await _services.DisposeAsync();
        await _authority.DisposeAsync();
    }

    private Task ItGoesOnAsync() => Eventually.StaysTrueAsync(() => Task.FromResult(!_simulator.HasEnded), "the simulator runs", AWhile);
}
