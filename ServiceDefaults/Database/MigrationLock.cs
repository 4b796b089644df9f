using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Platform.ServiceDefaults;

/// <summary>
/// An open connection of a context, and on it, for the one who migrates, a lock of the whole database.
/// EF's own lock ends with the transaction of each migration, so that instances that start together could take turns
/// and trip over each other; this one spans them all, and Postgres releases it when the connection ends, however it ends.
/// </summary>
internal sealed class MigrationLock : IAsyncDisposable
{
    // Advisory locks are numbers, and belong to one database: "migr" in ASCII.
    private const int Key = 0x6D696772;

    private readonly DbConnection _connection;
    private bool _isHeld;

    private MigrationLock(DbConnection connection) => _connection = connection;

    /// <summary>Waits until no other instance migrates. The database is made if there is none.</summary>
    public static async Task<MigrationLock> AcquireAsync(DbContext context, CancellationToken cancellationToken)
    {
        MigrationLock session;
        try
        {
            session = await ConnectAsync(context, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await context.GetService<IRelationalDatabaseCreator>().CreateAsync(cancellationToken);
            session = await ConnectAsync(context, cancellationToken);
        }

        await session.RunAsync($"SELECT pg_advisory_lock({Key})", cancellationToken);
        session._isHeld = true;
        return session;
    }

    /// <summary>Connects once and plainly: EF would try for a minute by itself before it told us that nobody answers.</summary>
    public static async Task<MigrationLock> ConnectAsync(DbContext context, CancellationToken cancellationToken)
    {
        var connection = context.Database.GetDbConnection();
        await connection.OpenAsync(cancellationToken);
        return new MigrationLock(connection);
    }

    // Closing is not enough: a pool keeps the session, and with it the lock, until it lends the connection again.
    public async ValueTask DisposeAsync()
    {
        if (_isHeld && _connection.State == ConnectionState.Open)
        {
            await RunAsync($"SELECT pg_advisory_unlock({Key})", CancellationToken.None);
        }

        await _connection.CloseAsync();
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
