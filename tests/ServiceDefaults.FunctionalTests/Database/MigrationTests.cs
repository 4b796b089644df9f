using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults;
using Platform.TestKit;
using ServiceDefaults.Tests;

namespace ServiceDefaults.FunctionalTests.Database;

public sealed class MigrationTests : IAsyncLifetime
{
    private const string Connection = "notesdb";

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_service_is_ready_once_its_migrations_are_applied()
    {
        await using var api = await StartAsync();

        await BecomesReadyAsync(api);

        (await _database.ScalarAsync<long>("SELECT count(*) FROM migrations_history")).ShouldBe(2);
        await _database.ExecuteAsync("INSERT INTO notes (id, text) VALUES (1, 'there')");
    }

    [Fact]
    public async Task A_schema_that_is_there_already_is_left_alone()
    {
        await using (var first = await StartAsync())
        {
            await BecomesReadyAsync(first);
        }

        await _database.ExecuteAsync("INSERT INTO notes (id) VALUES (1)");
        await using var second = await StartAsync();
        await BecomesReadyAsync(second);

        (await _database.ScalarAsync<long>("SELECT count(*) FROM notes")).ShouldBe(1);
    }

    [Fact]
    public async Task Of_several_instances_that_start_together_one_migrates()
    {
        // Each with its own pool, as processes have.
        var instances = await Task.WhenAll(new[] { "a", "b", "c" }.Select(name => StartAsync(
            connection: new NpgsqlConnectionStringBuilder(_database.ConnectionString) { ApplicationName = name }.ConnectionString)));

        foreach (var instance in instances)
        {
            await BecomesReadyAsync(instance);
            instance.Log.Entries.Where(entry => entry.Level >= LogLevel.Warning).ShouldBeEmpty();
            await instance.DisposeAsync();
        }

        (await _database.ScalarAsync<long>("SELECT count(*) FROM migrations_history")).ShouldBe(2);
    }

    [Fact]
    public async Task A_service_that_only_checks_waits_for_another_to_migrate()
    {
        await using var checking = await StartAsync(MigrationMode.Check);
        await Eventually.TrueAsync(async () => (await MigrationsAsync(checking)).Description?.Contains("AddText") == true, "the reason is known");

        var before = await MigrationsAsync(checking);
        (await _database.ScalarAsync<string>("SELECT to_regclass('notes')::text")).ShouldBeNull("checking changes nothing");
        await using var applying = await StartAsync();
        await BecomesReadyAsync(checking);

        before.Status.ShouldBe(HealthStatus.Unhealthy);
        before.Description.ShouldBe("NotesContext waits for migrations: 20260101000000_CreateNotes, 20260102000000_AddText");
    }

    [Fact]
    public async Task A_service_that_starts_before_it_may_connect_becomes_ready_when_it_may()
    {
        var role = $"late_{Guid.CreateVersion7():N}";
        await _database.ExecuteAsync($"CREATE ROLE {role} NOLOGIN PASSWORD 'late'; GRANT ALL ON SCHEMA public TO {role}");
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Username = role, Password = "late" };
            await using var api = await StartAsync(connection: connection.ConnectionString);
            await Eventually.TrueAsync(
                async () => (await MigrationsAsync(api)).Description?.Contains("not permitted to log in") == true, "the reason is known");

            await _database.ExecuteAsync($"ALTER ROLE {role} LOGIN");

            await BecomesReadyAsync(api);
        }
        finally
        {
            await _database.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_made()
    {
        var name = $"test_{Guid.CreateVersion7():N}";
        var connection = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Database = name, Pooling = false };
        await using (var api = await StartAsync(connection: connection.ConnectionString))
        {
            await BecomesReadyAsync(api);
        }

        await _database.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
    }

    private Task<TestApi> StartAsync(MigrationMode mode = MigrationMode.Apply, string? connection = null) => TestApi.StartAsync(
        authority: null,
        new()
        {
            [$"ConnectionStrings:{Connection}"] = connection ?? _database.ConnectionString,
            ["Database:Migrations"] = mode.ToString(),
            ["Database:RetryDelay"] = "00:00:00.5",
        },
        builder => builder.AddServiceDatabase<NotesContext>(Connection));

    private static Task BecomesReadyAsync(TestApi api) =>
        Eventually.TrueAsync(async () => (await ReportAsync(api)).Status == HealthStatus.Healthy, "the service is ready");

    private static async Task<HealthReportEntry> MigrationsAsync(TestApi api) => (await ReportAsync(api)).Entries["migrations"];

    private static Task<HealthReport> ReportAsync(TestApi api) =>
        api.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
}
