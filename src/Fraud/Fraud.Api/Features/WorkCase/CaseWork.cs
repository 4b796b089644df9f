using Fraud.Api.Data;
using Fraud.Api.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.WorkCase;

/// <summary>
/// What every deed on a case has in common: lock the row, load, do, save with its line of history. The lock makes an analyst
/// wait for the alerts of a busy customer and have a turn between them; the row's version stands behind it.
/// </summary>
public sealed class CaseWork(FraudDbContext database, IOptions<CaseOptions> options, TimeProvider time, ILogger<CaseWork> logger)
{
    private const int Attempts = 5;

    public Task<CaseWorkOutcome> DoAsync(
        Guid caseId, string actor, Func<FraudCase, CaseDeed, CaseRefusal?> work, CancellationToken cancellationToken) =>
        DoAsync(caseId, actor, (fraudCase, deed) => Task.FromResult(work(fraudCase, deed)), cancellationToken);

    /// <param name="caseId">The case.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="work">Changes the case and adds to the context. May run more than once, on a context that was cleared.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<CaseWorkOutcome> DoAsync(
        Guid caseId, string actor, Func<FraudCase, CaseDeed, Task<CaseRefusal?>> work, CancellationToken cancellationToken)
    {
        var deedId = Guid.CreateVersion7(time.GetUtcNow());
        var tried = false;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                return await database.Database.CreateExecutionStrategy().ExecuteAsync(
                    async token =>
                    {
                        var again = tried;
                        tried = true;
                        return await TryAsync(caseId, deedId, actor, again, work, token);
                    },
                    cancellationToken);
            }
            catch (DbUpdateException error) when (WasChanged(error))
            {
                // Somebody labelled one of the payments at the same moment: look again.
            }
        }

        return Refused(caseId, new CaseRefusal(CaseRefusalReason.Busy));
    }

    private async Task<CaseWorkOutcome> TryAsync(
        Guid caseId, Guid deedId, string actor, bool again, Func<FraudCase, CaseDeed, Task<CaseRefusal?>> work, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Cases
            .FromSql($"SELECT *, xmin FROM fraud.cases WHERE id = {caseId} FOR NO KEY UPDATE")
            .SingleOrDefaultAsync(cancellationToken) is not { } fraudCase)
        {
            return new CaseWorkOutcome.Unknown();
        }

        // The commit before may have succeeded, and only its answer been lost.
        if (again && await database.CaseHistory.AnyAsync(entry => entry.CaseId == caseId && entry.DeedId == deedId, cancellationToken))
        {
            return new CaseWorkOutcome.Done(fraudCase);
        }

        var deed = new CaseDeed(deedId, actor, time.GetUtcNow().ToStoredPrecision(), options.Value.Lock);
        if (await work(fraudCase, deed) is { } refusal)
        {
            return Refused(caseId, refusal);
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new CaseWorkOutcome.Done(fraudCase);
    }

    private static bool WasChanged(DbUpdateException error) =>
        error is DbUpdateConcurrencyException || error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    private CaseWorkOutcome.Refused Refused(Guid caseId, CaseRefusal refusal)
    {
        CaseWorkLog.Refused(logger, caseId, refusal.Reason);
        return new CaseWorkOutcome.Refused(refusal);
    }
}

public abstract record CaseWorkOutcome
{
    private CaseWorkOutcome()
    {
    }

    public sealed record Done(FraudCase Case) : CaseWorkOutcome;

    public sealed record Refused(CaseRefusal Refusal) : CaseWorkOutcome;

    /// <summary>There is no such case.</summary>
    public sealed record Unknown : CaseWorkOutcome;
}
