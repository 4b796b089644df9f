using System.Diagnostics;
using System.Security.Cryptography;
using Fraud.Api.Data.Files;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Imports;
using Fraud.Api.Domain.Money;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Fraud.Api.Features.RunImport;

/// <summary>Reads one import to its end: rows in batches, each stored with the progress it makes in one transaction.</summary>
public sealed class ImportRun(
    ImportSession session, ExchangeRates rates, IOptions<ImportOptions> options, TimeProvider time, ILogger<ImportRun> logger)
{
    private const int DigestBuffer = 1 << 20;

    /// <summary>Takes an import that nobody works on. False when there is none.</summary>
    public async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        await session.OpenAsync(cancellationToken);
        foreach (var id in await session.ToReadAsync(cancellationToken))
        {
            if (await session.TryLockAsync(id, cancellationToken))
            {
                try
                {
                    await RunAsync(id, cancellationToken);
                    return true;
                }
                catch (Exception interruption) when (!cancellationToken.IsCancellationRequested)
                {
                    RunImportLog.Interrupted(logger, id, interruption);
                    return false;
                }
                finally
                {
                    await session.UnlockAsync(id);
                }
            }
        }

        return false;
    }

    private async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await session.BeginAsync(id, cancellationToken) is not { } import)
        {
            return;
        }

        using var job = FraudTelemetry.Jobs.StartActivity("import history")?.SetTag("platform.fraud.import.id", id.ToString());
        RunImportLog.Begun(logger, id, import.Rows);
        await BatchWriter.PrepareAsync(session.Connection, cancellationToken);
        if (import.Attempts > options.Value.Attempts)
        {
            await EndAsync(import, new ImportBatch(), ImportState.Failed, $"it was interrupted {options.Value.Attempts} times without any progress.", cancellationToken);
            return;
        }

        await using var content = new ImportStream(import.Bytes, (position, token) => session.ChunkAsync(id, position, token));
        var batch = new ImportBatch();
        try
        {
            if (import.Rows == 0)
            {
                await CheckDigestAsync(import, content, cancellationToken);
            }

            batch = await ReadAsync(import, content, cancellationToken);
        }
        catch (UnreadableFileException unreadable)
        {
            await EndAsync(import, new ImportBatch(), ImportState.Failed, unreadable.Message, cancellationToken);
            return;
        }

        if (batch.IsStopped)
        {
            return;
        }

        await EndAsync(import, batch, batch.Failure is null ? ImportState.Done : ImportState.Failed, batch.Failure, cancellationToken);
    }

    /// <summary>Stores all batches but the last one, which is stored with the end.</summary>
    private async Task<ImportBatch> ReadAsync(HistoryImport import, ImportStream content, CancellationToken cancellationToken)
    {
        var reader = new PaymentReader(import.Settings, rates, import.StartedAt);
        await using var rows = new ImportRows(import, content, options.Value.UnpackedBytes, cancellationToken);
        var batch = new ImportBatch();
        while (true)
        {
            try
            {
                if (!await rows.MoveNextAsync())
                {
                    break;
                }
            }
            catch (Exception fault) when (session.IsAlive && fault is not (NpgsqlException or OperationCanceledException))
            {
                // Whatever a decoder throws at a damaged file. What came before it is stored.
                batch.Failure = fault is UnreadableFileException ? fault.Message : $"it is no {import.Format} file that can be read ({fault.GetType().Name}: {fault.Message}).";
                break;
            }

            batch.Add(rows.Current, reader);
            if (batch.Rows == options.Value.BatchRows)
            {
                import.Consumed = rows.Consumed;
                if (!await StoreAsync(import, batch, rows.Columns, cancellationToken))
                {
                    return new ImportBatch { IsStopped = true };
                }

                batch = new ImportBatch();
            }
        }

        batch.Columns = rows.Columns;
        import.Consumed = batch.Failure is null ? import.Bytes : rows.Consumed;
        return batch;
    }

    private async Task EndAsync(HistoryImport import, ImportBatch batch, ImportState state, string? failure, CancellationToken cancellationToken)
    {
        import.End(state, time.GetUtcNow(), failure);
        if (await StoreAsync(import, batch, batch.Columns, cancellationToken))
        {
            if (state == ImportState.Failed)
            {
                Activity.Current?.SetStatus(ActivityStatusCode.Error);
            }

            RunImportLog.Ended(logger, import.Id, state, import.Rows, import.Imported, import.Known, import.Rejected);
        }
    }

    private async Task<bool> StoreAsync(HistoryImport import, ImportBatch batch, ColumnMap? columns, CancellationToken cancellationToken)
    {
        if (batch.Fault is { } fault)
        {
            RunImportLog.Unread(logger, import.Id, fault);
        }

        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
        if (!await session.HoldAsync(import, cancellationToken))
        {
            return false;
        }

        var stored = columns is null
            ? new StoredBatch(0, 0, 0, [])
            : await new BatchWriter(session.Connection, columns).StoreAsync(
                batch.Payments, new LabelAuthor(LabelSource.Import, import.StartedBy, import.StartedAt), cancellationToken);
        var room = options.Value.Errors - import.ErrorsKept;
        var kept = batch.Errors.Concat(stored.Conflicts).OrderBy(error => error.Line).Take(room).ToArray();
        if (kept.Length > 0)
        {
            await session.AddErrorsAsync(import.Id, kept, cancellationToken);
        }

        import.Rows += batch.Rows;
        import.Imported += stored.Imported;
        import.Known += stored.Known;
        import.Labelled += stored.Labelled;
        import.Rejected += batch.Rows - batch.Payments.Count + stored.Conflicts.Count;
        import.ErrorsKept += kept.Length;
        import.Attempts = 0;
        import.ChangedAt = time.GetUtcNow();
        await session.SaveAsync(import, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task CheckDigestAsync(HistoryImport import, ImportStream content, CancellationToken cancellationToken)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[DigestBuffer];
        while (await content.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            digest.AppendData(buffer, 0, read);
        }

        content.Position = 0;
        if (!Convert.ToHexStringLower(digest.GetHashAndReset()).Equals(import.Sha256, StringComparison.Ordinal))
        {
            throw new UnreadableFileException("what arrived is not the file that was announced (its SHA-256 differs): it was changed during the upload. Start it again.");
        }
    }
}
