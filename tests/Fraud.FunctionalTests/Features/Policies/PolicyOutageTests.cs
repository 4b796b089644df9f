using Fraud.Api.Data.Policies;
using Fraud.Api.Domain.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Fraud.FunctionalTests.Features.Policies;

/// <summary>The service with a network to its database that can break, and that looks for changes often.</summary>
public sealed class PolicyOutageFixture() : ServiceFixture<Program>("frauddb")
{
    private TcpProxy? _network;

    public TcpProxy Network => _network ??= TcpProxy.To(DatabaseServer.Host!, DatabaseServer.Port);

    private NpgsqlConnectionStringBuilder DatabaseServer => new(Database.ConnectionString);

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("ConnectionStrings:frauddb", new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Host = "127.0.0.1", Port = Network.Port, Timeout = 2 }.ConnectionString),
        new("Policy:RefreshInterval", "00:00:00.100"),
        new("Policy:StaleAfter", "00:00:01"),
    ];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_network is not null)
        {
            await _network.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}

public sealed class PolicyOutageTests(PolicyOutageFixture fraud) : IClassFixture<PolicyOutageFixture>
{
    [Fact]
    public async Task While_the_database_is_away_what_is_known_stays_and_health_says_how_old_it_is()
    {
        var policy = fraud.Services.GetRequiredService<ActivePolicy>();
        await Eventually.TrueAsync(async () => (await HealthAsync(policy)).Status == HealthStatus.Healthy, "rules and lists are read");
        var known = await policy.CurrentAsync(default);

        fraud.Network.Refuse();

        await Eventually.TrueAsync(async () => (await HealthAsync(policy)).Status == HealthStatus.Degraded, "health is degraded");
        (await HealthAsync(policy)).Description.ShouldStartWith("Rules and lists are those of ");
        (await policy.CurrentAsync(default)).ShouldBeSameAs(known);
        fraud.Network.Forward();
        await Eventually.TrueAsync(async () => (await HealthAsync(policy)).Status == HealthStatus.Healthy, "it recovers by itself");
    }

    [Fact]
    public async Task A_replica_that_starts_without_its_database_decides_nothing_until_it_has_read_the_rules()
    {
        fraud.Network.Refuse();
        await using var replica = fraud.WithWebHostBuilder(_ => { });
        var policy = replica.Services.GetRequiredService<ActivePolicy>();

        var first = policy.CurrentAsync(default).AsTask();

        (await policy.TryRefreshAsync(default)).ShouldBeFalse();
        (await HealthAsync(policy)).Status.ShouldBe(HealthStatus.Unhealthy);
        first.IsCompleted.ShouldBeFalse();
        fraud.Network.Forward();
        (await first.WaitAsync(Eventually.Patience)).ShouldBeOfType<Policy>();
        (await HealthAsync(policy)).Status.ShouldBe(HealthStatus.Healthy);
    }

    private static Task<HealthCheckResult> HealthAsync(ActivePolicy policy) => policy.CheckHealthAsync(new HealthCheckContext());
}
