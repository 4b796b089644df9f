using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Platform.TestKit;
using Simulator.Traffic;

namespace Simulator.Tests.Traffic;

public sealed class PaceEndpointTests : IDisposable
{
    private static readonly Uri Address = new("/v1/pace", UriKind.Relative);

    private readonly SimulatorFactory _simulator = new();

    [Fact]
    public async Task An_operator_changes_the_pace_while_the_simulator_runs()
    {
        using var client = Client("operator");

        ((double)(await (await client.GetAsync(Address)).ReadOkAsync())["factor"]!).ShouldBe(1);
        using var answer = await PutAsync(client, """{"factor": 2.5}""");

        ((double)(await answer.ReadOkAsync())["factor"]!).ShouldBe(2.5);
        ((double)(await (await client.GetAsync(Address)).ReadOkAsync())["factor"]!).ShouldBe(2.5);
        _simulator.Services.GetRequiredService<Pace>().Factor.ShouldBe(2.5);
    }

    [Theory]
    [InlineData("""{"factor": 0}""")]
    [InlineData("""{"factor": 100}""")]
    public async Task Both_ends_of_the_range_are_taken(string body)
    {
        using var client = Client("operator");

        (await PutAsync(client, body)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"factor": -1}""")]
    [InlineData("""{"factor": 100.1}""")]
    [InlineData("""{"factor": 1e9}""")]
    [InlineData("""{"factor": 1e999}""")]
    [InlineData("""{"factor": NaN}""")]
    [InlineData("""{"factor": "NaN"}""")]
    [InlineData("""{"factor": null}""")]
    [InlineData("""{"speed": 1}""")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task What_is_no_pace_is_refused_and_changes_nothing(string body)
    {
        using var client = Client("operator");

        await (await PutAsync(client, body)).ReadProblemAsync(HttpStatusCode.BadRequest);

        _simulator.Services.GetRequiredService<Pace>().Factor.ShouldBe(1);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("analyst", HttpStatusCode.Forbidden)]
    [InlineData("merchandiser", HttpStatusCode.Forbidden)]
    public async Task Nobody_but_an_operator_sees_or_changes_the_pace(string? role, HttpStatusCode refusal)
    {
        using var client = Client(role);

        (await client.GetAsync(Address)).StatusCode.ShouldBe(refusal);
        (await PutAsync(client, """{"factor": 2}""")).StatusCode.ShouldBe(refusal);

        _simulator.Services.GetRequiredService<Pace>().Factor.ShouldBe(1);
    }

    public void Dispose() => _simulator.Dispose();

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string body) =>
        client.PutAsync(Address, new StringContent(body, Encoding.UTF8, "application/json"));

    private HttpClient Client(string? role)
    {
        var client = _simulator.CreateClient();
        client.DefaultRequestHeaders.Authorization = role is null
            ? null
            : new AuthenticationHeaderValue("Bearer", TestTokens.Create("tester", [role], []));
        return client;
    }

    /// <summary>The simulator as it runs, without feeds.</summary>
    private sealed class SimulatorFactory : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var rate in new[] { "PaymentsPerSecond", "ShoppingStepsPerSecond", "CyclesPerSecond", "StudiesPerMinute" })
            {
                builder.UseSetting($"Simulation:{rate}", "0");
            }

            builder.ConfigureTestServices(TestTokens.Trust);
        }
    }
}
