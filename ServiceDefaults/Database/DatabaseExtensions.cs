using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults;

/// <summary>A service's own database.</summary>
public static class DatabaseExtensions
{
    private const string HistoryTable = "migrations_history";
    private const string RetryAfterSeconds = "2";

    // After 0, 1, 3 and 7 s: whoever waits for a database that is away is told 503 before Limits:RequestTimeout.
    private const int Retries = 4;
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(8);

    /// <summary>
    /// Registers <typeparamref name="TContext"/> on the connection string of that name (pooled, retrying, snake_case),
    /// and brings its schema up to date, or checks it, by <see cref="DatabaseOptions.Migrations"/>.
    /// </summary>
    public static WebApplicationBuilder AddServiceDatabase<TContext>(this WebApplicationBuilder builder, string connectionName)
        where TContext : DbContext
    {
        builder.AddNpgsqlDbContext<TContext>(connectionName, Prepare, configureDbContextOptions: options => options
            .UseNpgsql(npgsql => npgsql
                .MigrationsHistoryTable(HistoryTable)
                .ConfigureDataSource(SqlTracing.Configure)
                .EnableRetryOnFailure(Retries, LongestRetryDelay, errorCodesToAdd: null))
            .UseSnakeCaseNamingConvention()
            // What fails throws, and who catches that logs it: EF would say the same before, once at each level, with its stack.
            .ConfigureWarnings(warnings => warnings.Log(
                (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.ConnectionError, LogLevel.Debug),
                (CoreEventId.QueryIterationFailed, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug))));

        builder.Services.AddOptions<DatabaseOptions>()
            .BindConfiguration(DatabaseOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.TryAddSingleton<DatabaseReadiness>();
        builder.Services.AddHostedService<MigrationService<TContext>>();
        builder.Services.AddHealthChecks()
            .AddCheck<DatabaseReadiness>("migrations")
            .AddCheck<DatabaseHealth<TContext>>(typeof(TContext).Name, failureStatus: null, tags: [], DatabaseHealth<TContext>.Patience);
        return builder;
    }

    private static void Prepare(NpgsqlEntityFrameworkCorePostgreSQLSettings settings)
    {
        settings.DisableHealthChecks = true; // theirs is not ready as soon as the database is away: see DatabaseHealth
        if (settings.ConnectionString is { Length: > 0 } given)
        {
            settings.ConnectionString = ServiceConnection.WithDefaults(given);
        }
    }

    /// <summary>Answers 503 while the schema is not there yet, so that nobody sees errors about missing tables.</summary>
    internal static void UseDatabaseGate(this WebApplication app)
    {
        if (app.Services.GetService<DatabaseReadiness>() is not { } readiness)
        {
            return;
        }

        app.Use(async (context, next) =>
        {
            if (readiness.IsReady || !context.Request.Path.StartsWithSegments("/v1"))
            {
                await next(context);
                return;
            }

            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await Results.Problem(
                statusCode: StatusCodes.Status503ServiceUnavailable,
                detail: "The service is preparing its storage.").ExecuteAsync(context);
        });
    }
}
