using Fraud.Api.Data;
using Fraud.Api.Domain.Shadowing;
using Fraud.Contracts.V1;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.ServiceDefaults;
using Measured = Platform.Inference.ShadowScore;

namespace Fraud.Api.Features.KeepShadowScores;

/// <summary>Stores scores with the event that tells of them.</summary>
public sealed class ShadowScoreStore(FraudDbContext database, IOutbox outbox, TimeProvider time)
{
    /// <returns>How many were stored: not those that were stored before.</returns>
    public Task<int> StoreAsync(IReadOnlyCollection<Measured> scores, CancellationToken cancellationToken) =>
        database.Database.CreateExecutionStrategy().ExecuteAsync(token => InTransactionAsync(scores, token), cancellationToken);

    // Made again after a commit whose answer was lost, it finds its rows and tells nothing twice.
    private async Task<int> InTransactionAsync(IReadOnlyCollection<Measured> scores, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var rows = await WithoutKnownAsync(scores, cancellationToken);
        database.ShadowScores.AddRange(rows);
        foreach (var batch in rows.GroupBy(row => (row.LiveVersion, row.ShadowVersion)))
        {
            outbox.Add(Told([.. batch]), subject: batch.Key.ShadowVersion);
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows.Length;
    }

    // A decision that is made again is scored again; its first score stays.
    private async Task<ShadowedScore[]> WithoutKnownAsync(IReadOnlyCollection<Measured> scores, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToStoredPrecision();
        var rows = scores
            .DistinctBy(score => (score.Shadow.Version, score.Subject))
            .Select(score => new ShadowedScore
            {
                TransactionId = score.Subject!,
                LiveVersion = score.Serving.Version,
                LiveScore = score.Served,
                ShadowVersion = score.Shadow.Version,
                Score = score.Shadowed,
                ScoredAt = score.At.ToStoredPrecision(),
                RecordedAt = now,
            })
            .ToArray();
        string[] ids = [.. rows.Select(row => row.TransactionId)], versions = [.. rows.Select(row => row.ShadowVersion).Distinct()];
        var known = await database.ShadowScores.AsNoTracking()
            .Where(row => versions.Contains(row.ShadowVersion) && ids.Contains(row.TransactionId))
            .Select(row => new { row.ShadowVersion, row.TransactionId })
            .ToListAsync(cancellationToken);
        var before = known.Select(row => (row.ShadowVersion, row.TransactionId)).ToHashSet();
        return [.. rows.Where(row => !before.Contains((row.ShadowVersion, row.TransactionId)))];
    }

    private static ModelShadowed Told(ShadowedScore[] rows) => new(
        FraudServices.ModelName,
        rows[0].LiveVersion,
        rows[0].ShadowVersion,
        rows.Min(row => row.ScoredAt),
        rows.Max(row => row.ScoredAt),
        [.. rows.Select(row => new ShadowScore(row.TransactionId, row.LiveScore, row.Score))]);
}
