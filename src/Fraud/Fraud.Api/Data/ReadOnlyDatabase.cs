using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Fraud.Api.Data;

/// <summary>
/// The way into the database for whoever reads much: a connection of their own, one each, that cannot write, and a limit to every
/// statement. What takes too long is given up with <see cref="PostgresErrorCodes.QueryCanceled"/>, and is not tried again.
/// </summary>
public sealed class ReadOnlyDatabase(DbContextOptions<FraudDbContext> options, IConfiguration configuration)
{
    // The server ends a statement; the client would take its own time-out for an outage.
    private static readonly TimeSpan ClientPatience = TimeSpan.FromSeconds(10);

    /// <param name="reader">Whose connection it is, as Postgres shows it.</param>
    /// <param name="statementTimeout">The longest one read may take.</param>
    public FraudDbContext Open(string reader, TimeSpan statementTimeout)
    {
        var own = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString(FraudServices.Database))
        {
            ApplicationName = reader,
            MaxPoolSize = 1,
            CommandTimeout = (int)(statementTimeout + ClientPatience).TotalSeconds,
            Options = string.Create(
                CultureInfo.InvariantCulture,
                $"-c default_transaction_read_only=on -c statement_timeout={(long)statementTimeout.TotalMilliseconds} -c lock_timeout=1000"),
        };
        return new FraudDbContext(new DbContextOptionsBuilder<FraudDbContext>(options)
            .UseNpgsql(own.ConnectionString, npgsql => npgsql
                .ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies))
                .CommandTimeout(null))
            .Options);
    }
}
