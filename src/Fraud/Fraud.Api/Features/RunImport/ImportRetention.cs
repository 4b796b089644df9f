using Fraud.Api.Data;
using Fraud.Api.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.RunImport;

/// <summary>Cancels uploads that nobody goes on with, and forgets imports that ended long ago.</summary>
public sealed class ImportRetention(
    IServiceScopeFactory scopes, DatabaseReadiness readiness, IOptions<ImportOptions> options, TimeProvider time, ILogger<ImportRetention> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<FraudDbContext>();
        var now = time.GetUtcNow();
        var resting = now - options.Value.UploadRetention;
        var old = now - options.Value.Retention;
        await database.Imports
            .Where(import => import.State == ImportState.Uploading && import.ChangedAt < resting)
            .ExecuteUpdateAsync(
                import => import
                    .SetProperty(i => i.State, ImportState.Cancelled)
                    .SetProperty(i => i.Failure, "nobody went on with the upload.")
                    .SetProperty(i => i.EndedAt, now),
                cancellationToken);
        await database.ImportChunks
            .Where(chunk => database.Imports.Any(import => import.Id == chunk.ImportId && import.EndedAt != null))
            .ExecuteDeleteAsync(cancellationToken);
        await database.Imports.Where(import => import.EndedAt < old).ExecuteDeleteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await TidyAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                RunImportLog.NotLooked(logger, exception); // tried again at the next check
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
