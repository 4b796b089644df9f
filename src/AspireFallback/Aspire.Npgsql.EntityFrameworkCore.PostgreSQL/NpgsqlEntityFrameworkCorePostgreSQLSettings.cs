namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>
/// Settings of a database context, read from <c>Aspire:Npgsql:EntityFrameworkCore:PostgreSQL</c> and, over that, from the
/// section of the same path with the context's type name.
/// </summary>
public sealed class NpgsqlEntityFrameworkCorePostgreSQLSettings
{
    public string? ConnectionString { get; set; }

    public bool DisableRetry { get; set; }

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }

    public bool DisableMetrics { get; set; }

    /// <summary>Seconds a command may take; null leaves it to the connection string (30 s).</summary>
    public int? CommandTimeout { get; set; }
}
