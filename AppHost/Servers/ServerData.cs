using System.Net.Http.Headers;
using System.Text;
using Npgsql;

namespace Platform.AppHost;

/// <summary>What the servers of a local run hold, and how it is deleted while they run.</summary>
/// <param name="postgres">The server.</param>
/// <param name="broker">The broker.</param>
/// <param name="management">The broker's management API.</param>
/// <param name="files">The folder in which services keep what belongs to that data.</param>
internal sealed class ServerData(
    IResourceWithConnectionString postgres, IResourceWithConnectionString broker, EndpointReference management, string files)
{
    private readonly List<string> _databases = [];

    /// <summary>The databases that services have.</summary>
    public IReadOnlyList<string> Databases => _databases;

    public void Add(string database) => _databases.Add(database);

    /// <summary>Deletes all databases and the broker's virtual host with everything in it. Who uses them should have stopped.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        await DropDatabasesAsync(cancellationToken);
        await ClearBrokerAsync(cancellationToken);
        if (Directory.Exists(files))
        {
            Directory.Delete(files, recursive: true);
        }
    }

    private async Task DropDatabasesAsync(CancellationToken cancellationToken)
    {
        var server = new NpgsqlConnectionStringBuilder(await postgres.GetConnectionStringAsync(cancellationToken)) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        foreach (var database in _databases)
        {
            await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)", connection);
            await drop.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    // A virtual host goes with its queues, exchanges and permissions: the new one needs the latter again.
    private async Task ClearBrokerAsync(CancellationToken cancellationToken)
    {
        var address = new Uri((await broker.GetConnectionStringAsync(cancellationToken))!);
        using var http = new HttpClient { BaseAddress = new Uri(management.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
        var user = Uri.UnescapeDataString(address.UserInfo.Split(':')[0]);

        using var deleted = await http.DeleteAsync("/api/vhosts/%2F", cancellationToken);
        deleted.EnsureSuccessStatusCode();
        using var made = await http.PutAsync("/api/vhosts/%2F", Json("{}"), cancellationToken);
        made.EnsureSuccessStatusCode();
        using var allowed = await http.PutAsync(
            $"/api/permissions/%2F/{Uri.EscapeDataString(user)}", Json("""{"configure":".*","write":".*","read":".*"}"""), cancellationToken);
        allowed.EnsureSuccessStatusCode();
    }

    private static StringContent Json(string content) => new(content, Encoding.UTF8, "application/json");
}
