using System.Data;
using System.Diagnostics;
using Npgsql;

namespace Platform.ServiceDefaults;

/// <summary>
/// Names the spans of Npgsql by what they do, by OpenTelemetry's conventions for databases; without this each is called as the
/// database. Nothing is read for spans that nobody records.
/// </summary>
internal static class SqlTracing
{
    /// <summary>For a service's data source. One method for all, so that EF takes them for one configuration.</summary>
    public static void Configure(NpgsqlDataSourceBuilder dataSource)
    {
        // By default it is called by its connection string, in spans and in the metrics of its pool.
        dataSource.Name ??= dataSource.ConnectionStringBuilder.Database;
        dataSource.ConfigureTracing(tracing => tracing
            .ConfigureCommandEnrichmentCallback(Describe)
            .ConfigureBatchEnrichmentCallback(Describe)
            .ConfigureCopyOperationEnrichmentCallback((activity, copy) => Describe(activity, SqlStatement.Of(copy))));
    }

    private static void Describe(Activity activity, NpgsqlCommand command)
    {
        if (activity.IsAllDataRequested && command.CommandType == CommandType.Text)
        {
            Describe(activity, SqlStatement.Of(command.CommandText));
        }
    }

    private static void Describe(Activity activity, NpgsqlBatch batch)
    {
        if (!activity.IsAllDataRequested)
        {
            return;
        }

        var statements = new SqlStatement[batch.BatchCommands.Count];
        for (var i = 0; i < statements.Length; i++)
        {
            statements[i] = SqlStatement.Of(batch.BatchCommands[i].CommandText);
        }

        Describe(activity, new SqlStatement(
            SqlStatement.Join(statements.Select(statement => statement.Summary)),
            string.Join(";\n", statements.Select(statement => statement.Text)),
            statements.Length));
    }

    private static void Describe(Activity activity, SqlStatement statement)
    {
        activity.SetTag("db.query.text", statement.Text);
        if (statement.Count > 1)
        {
            activity.SetTag("db.operation.batch.size", statement.Count);
        }

        if (statement.Summary.Length > 0)
        {
            activity.DisplayName = statement.Summary;
            activity.SetTag("db.query.summary", statement.Summary);
        }
    }
}
