using Npgsql;

namespace Platform.ServiceDefaults;

/// <summary>
/// How a service talks to its Postgres where its connection string does not say: what it says itself has the last word, as
/// <c>Max Auto Prepare=0</c> behind a pooler that cannot follow prepared statements.
/// </summary>
public static class ServiceConnection
{
    private const int PreparedStatements = 100;

    /// <param name="connectionString">As configured.</param>
    /// <returns>The same with what it leaves open.</returns>
    public static string WithDefaults(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        // A service sends the same few statements over and over: prepared, Postgres plans them once a connection.
        if (!connection.ShouldSerialize("Max Auto Prepare"))
        {
            connection.MaxAutoPrepare = PreparedStatements;
        }

        // Seven statements whenever a connection is lent again, more than most transactions have. Nothing here leaves anything in
        // a session: settings are LOCAL, and who takes a lock of the session gives it back.
        if (!connection.ShouldSerialize("No Reset On Close"))
        {
            connection.NoResetOnClose = true;
        }

        return connection.ConnectionString;
    }
}
