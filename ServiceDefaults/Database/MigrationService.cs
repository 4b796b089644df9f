using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Platform.ServiceDefaults;

/// <summary>Applies or checks the migrations of a context in the background, for as long as it takes the server to appear.</summary>
internal sealed class MigrationService<TContext>(
    IServiceScopeFactory scopes,
    DatabaseReadiness readiness,
    IOptions<DatabaseOptions> options,
    TimeProvider time,
    ILogger<MigrationService<TContext>> logger) : BackgroundService
    where TContext : DbContext
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = FirstDelay;
        while (!await TryAsync(stoppingToken))
        {
            await Task.Delay(delay, time, stoppingToken);
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, options.Value.RetryDelay.Ticks));
        }

        readiness.Ready();
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<TContext>();
            return options.Value.Migrations == MigrationMode.Check
                ? await CheckAsync(context, cancellationToken)
                : await ApplyAsync(context, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The server may still be starting, or the migration may be wrong: the first mends itself,
            // the second shows here and in readiness until someone mends it.
            DatabaseLog.NotMigrated(logger, typeof(TContext).Name, exception);
            readiness.NotYet($"{typeof(TContext).Name}: {exception.Message}");
            return false;
        }
    }

    private async Task<bool> ApplyAsync(TContext context, CancellationToken cancellationToken)
    {
        await using (await MigrationLock.AcquireAsync(context, cancellationToken))
        {
            // EF would look for its history first, and a statement that fails at every first start is an error to whoever watches.
            await context.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
            await context.Database.MigrateAsync(cancellationToken);
        }

        DatabaseLog.Migrated(logger, typeof(TContext).Name);
        return true;
    }

    private async Task<bool> CheckAsync(TContext context, CancellationToken cancellationToken)
    {
        await using var session = await MigrationLock.ConnectAsync(context, cancellationToken);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count == 0)
        {
            return true;
        }

        var names = string.Join(", ", pending);
        DatabaseLog.MigrationsPending(logger, typeof(TContext).Name, names);
        readiness.NotYet($"{typeof(TContext).Name} waits for migrations: {names}");
        return false;
    }
}
