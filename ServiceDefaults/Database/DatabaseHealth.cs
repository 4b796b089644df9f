using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.ServiceDefaults;

/// <summary>
/// Whether the database answers. Not ready as long as this process has not seen its schema; degraded when the database is
/// lost after that: all replicas lose it at once, and behind a load balancer that sends to none of them nobody could give
/// the answers that need no database, nor say 503 and when to come again.
/// </summary>
internal sealed class DatabaseHealth<TContext>(IServiceScopeFactory scopes, DatabaseReadiness readiness) : IHealthCheck
    where TContext : DbContext
{
    /// <summary>Shorter than a probe waits (1 s), for a database that does not answer at all.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // Left alone when the time is up: a command whose connection is dead takes its time to be cancelled.
            await AskAsync(cancellationToken).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception error)
        {
            var status = readiness.IsReady ? HealthStatus.Degraded : context.Registration.FailureStatus;
            return new HealthCheckResult(status, error is OperationCanceledException ? "The database does not answer." : error.Message, error);
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        // Once and plainly: EF would try again and again.
        var connection = scope.ServiceProvider.GetRequiredService<TContext>().Database.GetDbConnection();
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        await command.ExecuteScalarAsync(cancellationToken);
    }
}
