using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Platform.ServiceDefaults;
using Platform.TestKit;
using ServiceDefaults.Tests;

namespace ServiceDefaults.FunctionalTests.Database;

public sealed class DatabaseHealthTests : IAsyncLifetime
{
    private static readonly Uri Health = new("health", UriKind.Relative);

    private TestDatabase _database = null!;
    private TcpProxy _network = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var server = new NpgsqlConnectionStringBuilder(_database.ConnectionString);
        _network = TcpProxy.To(server.Host!, server.Port);
    }

    public async Task DisposeAsync()
    {
        await _network.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_service_that_has_lost_its_database_says_so_before_a_probe_gives_up_and_is_sent_requests_all_the_same(bool silently)
    {
        await using var api = await StartAsync();
        using var client = api.CreateClient();
        await BecomesAsync(api, HealthStatus.Healthy);
        (await client.GetStringAsync(Health)).ShouldBe("""{"status":"Healthy"}""");

        if (silently)
        {
            _network.BlackHole();
        }
        else
        {
            _network.Refuse();
        }

        var asked = Stopwatch.GetTimestamp();
        using var response = await client.GetAsync(Health);

        // The driver takes another two to give up a dead connection; on a machine at rest this is half of one.
        Stopwatch.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"status":"Degraded"}""");
        _network.Forward();
        await BecomesAsync(api, HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_service_that_has_not_seen_its_schema_is_not_ready_without_its_database()
    {
        _network.Refuse();
        await using var api = await StartAsync();
        using var client = api.CreateClient();

        using var response = await client.GetAsync(Health);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        _network.Forward();
        await BecomesAsync(api, HealthStatus.Healthy);
    }

    private Task<TestApi> StartAsync() => TestApi.StartAsync(
        authority: null,
        new()
        {
            ["ConnectionStrings:notesdb"] =
                new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Host = "127.0.0.1", Port = _network.Port }.ConnectionString,
            ["Database:RetryDelay"] = "00:00:00.5",
        },
        builder => builder.AddServiceDatabase<NotesContext>("notesdb"));

    private static Task BecomesAsync(TestApi api, HealthStatus status) => Eventually.TrueAsync(
        async () => (await api.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status == status, $"it is {status}");
}
