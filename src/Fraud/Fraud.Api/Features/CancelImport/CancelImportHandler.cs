using Fraud.Api.Data;
using Fraud.Api.Domain.Imports;
using Fraud.Api.Features.GetImport;
using Fraud.Api.Features.RunImport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fraud.Api.Features.CancelImport;

public sealed class CancelImportHandler(FraudDbContext database, IOptions<ImportOptions> options, TimeProvider time)
{
    /// <returns>The import and whether it is cancelled, now or before; null when there is none.</returns>
    public async Task<(ImportStatus Import, bool IsCancelled)?> HandleAsync(Guid id, CancellationToken cancellationToken)
    {
        // Waits for the batch that is being stored; the worker sees it before the next one.
        var now = time.GetUtcNow();
        await database.Imports
            .Where(import => import.Id == id
                && (import.State == ImportState.Uploading || import.State == ImportState.Waiting || import.State == ImportState.Running))
            .ExecuteUpdateAsync(
                import => import
                    .SetProperty(i => i.State, ImportState.Cancelled)
                    .SetProperty(i => i.ChangedAt, now)
                    .SetProperty(i => i.EndedAt, now),
                cancellationToken);
        var import = await database.Imports.AsNoTracking().SingleOrDefaultAsync(import => import.Id == id, cancellationToken);
        if (import is null)
        {
            return null;
        }

        var isCancelled = import.State == ImportState.Cancelled;
        if (isCancelled)
        {
            await database.ImportChunks.Where(chunk => chunk.ImportId == id).ExecuteDeleteAsync(cancellationToken);
        }

        return (ImportStatus.Of(import, options.Value.ChunkBytes), isCancelled);
    }
}
