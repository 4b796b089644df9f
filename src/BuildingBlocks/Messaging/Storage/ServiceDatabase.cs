using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Platform.Messaging.Storage;

/// <summary>The service's database without its DbContext type: for the relay, the cleaner and the gauges, which use plain SQL.</summary>
internal abstract class ServiceDatabase
{
    /// <summary>An open connection from the service's pool.</summary>
    public abstract Task<DatabaseSession> OpenAsync(CancellationToken cancellationToken);

    /// <summary>True when the server answers and every migration of the service is applied.</summary>
    public abstract Task<bool> IsReadyAsync(CancellationToken cancellationToken);
}

internal sealed class ServiceDatabase<TContext>(IServiceScopeFactory scopes) : ServiceDatabase
    where TContext : DbContext
{
    public override async Task<DatabaseSession> OpenAsync(CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            var connection = (NpgsqlConnection)scope.ServiceProvider.GetRequiredService<TContext>().Database.GetDbConnection();
            await connection.OpenAsync(cancellationToken);
            return new DatabaseSession(scope, connection);
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    public override async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await using (var session = await OpenAsync(cancellationToken))
        {
            await using var tables = new NpgsqlCommand(
                $"""
                SELECT to_regclass('{MessagingTables.Outbox}') IS NOT NULL AND to_regclass('{MessagingTables.Inbox}') IS NOT NULL
                   AND to_regclass('{MessagingTables.DeadLetters}') IS NOT NULL
                """,
                session.Connection);
            if (await tables.ExecuteScalarAsync(cancellationToken) is not true)
            {
                return false;
            }
        }

        await using var scope = scopes.CreateAsyncScope();
        var pending = await scope.ServiceProvider.GetRequiredService<TContext>().Database.GetPendingMigrationsAsync(cancellationToken);
        return !pending.Any();
    }
}

/// <summary>A connection and the scope it came from.</summary>
internal sealed class DatabaseSession(AsyncServiceScope scope, NpgsqlConnection connection) : IAsyncDisposable
{
    public NpgsqlConnection Connection => connection;

    public async ValueTask DisposeAsync()
    {
        await connection.CloseAsync();
        await scope.DisposeAsync();
    }
}
