using Fraud.Api.Data;
using Fraud.Api.Domain.Imports;
using Fraud.Api.Features.GetImport;
using Fraud.Api.Features.RunImport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fraud.Api.Features.UploadImport;

public enum UploadOutcome
{
    /// <summary>Now, or before (when its answer was lost).</summary>
    Taken,

    /// <summary>There are fewer bytes here than the offset says.</summary>
    Elsewhere,

    /// <summary>The piece is empty, or reaches beyond the end of the file.</summary>
    NotOfTheFile,

    /// <summary>The import has ended.</summary>
    Ended,
}

public sealed class UploadImportHandler(FraudDbContext database, ImportSignal signal, IOptions<ImportOptions> options, TimeProvider time)
{
    /// <returns>Null when there is no such import.</returns>
    public async Task<(ImportStatus Import, UploadOutcome Outcome)?> HandleAsync(
        Guid id, long offset, byte[] chunk, CancellationToken cancellationToken)
    {
        var answer = await database.Database.CreateExecutionStrategy().ExecuteAsync(
            token => InTransactionAsync(id, offset, chunk, token), cancellationToken);
        if (answer is ({ State: ImportState.Waiting }, _))
        {
            signal.Set();
        }

        return answer;
    }

    private async Task<(ImportStatus, UploadOutcome)?> InTransactionAsync(Guid id, long offset, byte[] chunk, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var import = await database.Imports.FromSql($"SELECT * FROM fraud.imports WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
        if (import is null)
        {
            return null;
        }

        var outcome = Judge(import, offset, chunk.Length);
        if (outcome == UploadOutcome.Taken && offset == import.Received)
        {
            database.ImportChunks.Add(new ImportChunk { ImportId = id, Start = offset, Content = chunk });
            import.Received += chunk.Length;
            import.ChangedAt = time.GetUtcNow();
            import.State = import.Received == import.Bytes ? ImportState.Waiting : ImportState.Uploading;
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return (ImportStatus.Of(import, options.Value.ChunkBytes), outcome);
    }

    private static UploadOutcome Judge(HistoryImport import, long offset, int length) =>
        length == 0 || offset > import.Bytes - length ? UploadOutcome.NotOfTheFile
        : offset <= import.Received - length ? UploadOutcome.Taken // once more
        : import.State != ImportState.Uploading ? UploadOutcome.Ended
        : offset != import.Received ? UploadOutcome.Elsewhere
        : UploadOutcome.Taken;
}
