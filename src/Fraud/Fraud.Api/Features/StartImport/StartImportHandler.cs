using Fraud.Api.Data;
using Fraud.Api.Domain.Imports;
using Fraud.Api.Domain.Money;
using Fraud.Api.Features.GetImport;
using Fraud.Api.Features.RunImport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fraud.Api.Features.StartImport;

public sealed class StartImportHandler(
    FraudDbContext database, ExchangeRates rates, IOptions<ImportOptions> options, TimeProvider time)
{
    /// <returns>The import and whether it is new; null when too many are open.</returns>
    public async Task<(ImportStatus Import, bool IsNew)?> HandleAsync(StartImport request, string startedBy, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var announced = new HistoryImport
        {
            Id = Guid.CreateVersion7(now),
            Name = request.Name,
            Format = request.Format,
            Bytes = request.Bytes,
            Sha256 = request.Sha256,
            Settings = new ImportSettings(
                request.Currency ?? rates.Base, request.LabelDelayDays, request.Columns ?? new Dictionary<string, string>()),
            StartedBy = startedBy,
            StartedAt = now,
            ChangedAt = now,
        };
        return await database.Database.CreateExecutionStrategy().ExecuteAsync(
            token => InTransactionAsync(announced, token), cancellationToken);
    }

    private async Task<(ImportStatus, bool)?> InTransactionAsync(HistoryImport announced, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        // One at a time: two announcements of one file are one import.
        await database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended('fraud.imports', 0))", cancellationToken);
        var open = await database.Imports.AsNoTracking()
            .Where(import => import.State == ImportState.Uploading || import.State == ImportState.Waiting || import.State == ImportState.Running)
            .OrderBy(import => import.StartedAt)
            .ToListAsync(cancellationToken);
        if (open.FirstOrDefault(import => import.IsSameAs(announced)) is { } same)
        {
            return (ImportStatus.Of(same, options.Value.ChunkBytes), same.Id == announced.Id);
        }

        if (open.Count >= options.Value.Open)
        {
            return null;
        }

        database.Imports.Add(announced);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (ImportStatus.Of(announced, options.Value.ChunkBytes), true);
    }
}
