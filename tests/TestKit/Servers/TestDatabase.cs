using Npgsql;

namespace Platform.TestKit;

/// <summary>An empty database of one test class, dropped at its end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private TestDatabase(string server, string name)
    {
        _server = server;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 30, IncludeErrorDetail = true }
            .ConnectionString;
    }

    /// <summary>For the service under test.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes one.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var server = await TestServers.PostgresAsync();
        var name = $"test_{Guid.CreateVersion7():N}";
        await RunAsync(server, $"CREATE DATABASE {name}");
        return new TestDatabase(server, name);
    }

    /// <summary>Runs a statement.</summary>
    public Task<int> ExecuteAsync(string sql) => RunAsync(ConnectionString, sql);

    /// <summary>The first column of the first row.</summary>
    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await RunAsync(_server, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");

    private static async Task<int> RunAsync(string connectionString, string sql)
    {
        // Not pooled: a pool would keep connections to a database that is to be dropped.
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}
