using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ServiceDefaults.Tests.Limits;

public sealed class LimitTests(DefaultsFixture fixture) : IClassFixture<DefaultsFixture>
{
    private static readonly Uri Me = new("v1/me", UriKind.Relative);

    [Fact]
    public async Task A_body_over_the_limit_is_413()
    {
        using var client = await fixture.ClientAsync("technician");
        var body = $$"""{"machineId":"{{new string('x', 1 << 20)}}"}""";

        using var response = await client.PostAsync(new Uri("v1/readings", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

        await response.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData(100_000, false, HttpStatusCode.NoContent)]
    [InlineData(100_001, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(100_001, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task An_endpoint_may_have_its_own_limit(int bytes, bool chunked, HttpStatusCode status)
    {
        using var client = await fixture.ClientAsync("technician");
        client.DefaultRequestHeaders.TransferEncodingChunked = chunked;

        using var response = await client.PostAsync(new Uri("v1/images", UriKind.Relative), new ByteArrayContent(new byte[bytes]));

        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Headers_over_the_limit_are_431()
    {
        using var client = fixture.Api.CreateClient();
        client.DefaultRequestHeaders.Add("X-Long", new string('x', 40_000));

        (await client.GetAsync(new Uri("alive", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
    }

    [Fact]
    public async Task A_caller_over_its_rate_is_429_while_others_are_served()
    {
        await using var api = await TestApi.StartAsync(
            fixture.Authority.Address, new() { ["Limits:RequestsPerSecond"] = "1", ["Limits:Burst"] = "2" });
        using var analyst = api.CreateClient(await fixture.Authority.RoleTokenAsync("analyst"));
        using var other = api.CreateClient(await fixture.Authority.RoleTokenAsync("operator"));

        var statuses = new List<HttpStatusCode>();
        HttpResponseMessage last;
        do
        {
            last = await analyst.GetAsync(Me);
            statuses.Add(last.StatusCode);
        }
        while (last.StatusCode == HttpStatusCode.OK && statuses.Count < 50);

        await last.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        last.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        statuses.Count.ShouldBeGreaterThan(2);
        (await other.GetAsync(Me)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_anonymous_share_the_rate_of_their_address_and_probes_are_not_counted()
    {
        await using var api = await TestApi.StartAsync(
            fixture.Authority.Address, new() { ["Limits:AnonymousRequestsPerSecond"] = "1" });
        using var client = api.CreateClient();

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 10; i++)
        {
            statuses.Add((await client.GetAsync(Me)).StatusCode);
        }

        statuses[0].ShouldBe(HttpStatusCode.Unauthorized);
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
        (await client.GetAsync(new Uri("alive", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_504()
    {
        await using var api = await TestApi.StartAsync(
            fixture.Authority.Address, new() { ["Limits:RequestTimeout"] = "00:00:00.2" });
        using var client = api.CreateClient(await fixture.Authority.RoleTokenAsync("analyst"));

        await (await client.GetAsync(new Uri("v1/slow", UriKind.Relative))).ShouldBeProblemAsync(HttpStatusCode.GatewayTimeout);
    }

    [Theory]
    [InlineData("Limits:BodyBytes", "1")]
    [InlineData("Limits:RequestTimeout", "00:00:00")]
    [InlineData("Shutdown:Drain", "1.00:00:00")]
    [InlineData("Identity:Authority", "not an address")]
    public async Task An_option_out_of_range_ends_the_start(string option, string value)
    {
        await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => TestApi.StartAsync(fixture.Authority.Address, new() { [option] = value }));
    }

    [Fact]
    public async Task Answers_carry_the_headers_that_keep_browsers_and_caches_out()
    {
        using var client = await fixture.ClientAsync("analyst");

        using var response = await client.GetAsync(Me);

        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        response.Headers.CacheControl.ShouldBe(new CacheControlHeaderValue { NoStore = true });
        response.Headers.Contains("Server").ShouldBeFalse();
    }
}
