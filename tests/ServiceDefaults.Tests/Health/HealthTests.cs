using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ServiceDefaults.Tests.Health;

public sealed class HealthTests(DefaultsFixture fixture) : IClassFixture<DefaultsFixture>
{
    private static readonly Uri Alive = new("alive", UriKind.Relative);
    private static readonly Uri Health = new("health", UriKind.Relative);

    [Fact]
    public async Task The_anonymous_learn_only_whether()
    {
        await using var api = await BrokenAsync();
        using var client = api.CreateClient();

        using var response = await client.GetAsync(Health);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"status":"Unhealthy"}""");
    }

    [Fact]
    public async Task Another_role_learns_no_more()
    {
        await using var api = await BrokenAsync();
        using var client = api.CreateClient(await fixture.Authority.RoleTokenAsync("analyst"));

        (await (await client.GetAsync(Health)).Content.ReadAsStringAsync()).ShouldBe("""{"status":"Unhealthy"}""");
    }

    [Fact]
    public async Task An_operator_learns_which_check_and_why()
    {
        await using var api = await BrokenAsync();
        using var client = api.CreateClient(await fixture.Authority.RoleTokenAsync("operator"));

        var report = await (await client.GetAsync(Health)).Content.ReadFromJsonAsync<JsonElement>();

        report.GetProperty("checks").GetProperty("broken").GetProperty("description").GetString().ShouldBe("the pump stands still");
        report.GetProperty("checks").GetProperty("self").GetProperty("status").GetString().ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_service_that_cannot_work_is_still_alive()
    {
        await using var api = await BrokenAsync();
        using var client = api.CreateClient();

        (await client.GetStringAsync(Alive)).ShouldBe("""{"status":"Healthy"}""");
    }

    [Fact]
    public async Task A_service_that_is_degraded_says_so_and_is_sent_requests_all_the_same()
    {
        await using var api = await WithAsync(HealthCheckResult.Degraded("the pump runs slowly"));
        using var client = api.CreateClient();

        using var response = await client.GetAsync(Health);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"status":"Degraded"}""");
    }

    private Task<TestApi> BrokenAsync() => WithAsync(HealthCheckResult.Unhealthy("the pump stands still"));

    private Task<TestApi> WithAsync(HealthCheckResult result) => TestApi.StartAsync(fixture.Authority.Address, configure: builder =>
        builder.Services.AddHealthChecks().AddCheck("broken", () => result));
}
