using Fraud.Api.Data;
using Fraud.Api.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Features.FindSimilarCases;

/// <summary>
/// Looks at a bounded number of candidates, the latest first: those with alerts at the same terminals, those with the very same
/// reasons, and those that share one. A case so like this one that it is in none of them is old, or one of many.
/// </summary>
public sealed class FindSimilarCasesHandler(FraudDbContext database)
{
    private const int TerminalsLookedAt = 50;
    private const int AlertsLookedAt = 1_000;
    private const int CasesLookedAt = 200;

    public async Task<SimilarCases?> HandleAsync(Guid caseId, int limit, CancellationToken cancellationToken)
    {
        if (await database.Cases.AsNoTracking().SingleOrDefaultAsync(known => known.Id == caseId, cancellationToken) is not { } present)
        {
            return null;
        }

        var terminals = await database.CaseAlerts
            .Where(alert => alert.CaseId == caseId)
            .OrderByDescending(alert => alert.Number)
            .Take(AlertsLookedAt)
            .Select(alert => alert.TerminalId)
            .Distinct()
            .Take(TerminalsLookedAt)
            .ToListAsync(cancellationToken);
        var candidates = await CandidatesAsync(present, terminals, cancellationToken);
        var theirTerminals = await TerminalsOfAsync(candidates.Select(past => past.Id), terminals, cancellationToken);
        return new SimilarCases([.. candidates
            .Select(past => (past, likeness: CaseSimilarity.Of(terminals, present.ReasonCodes, theirTerminals[past.Id].ToArray(), past.ReasonCodes)))
            .OrderByDescending(pair => pair.likeness.Value).ThenByDescending(pair => pair.past.ClosedAt)
            .Take(limit)
            .Select(pair => Answer(pair.past, pair.likeness, present))]);
    }

    private async Task<IEnumerable<FraudCase>> CandidatesAsync(FraudCase present, List<string> terminals, CancellationToken cancellationToken)
    {
        var closed = database.Cases.AsNoTracking().Where(past => past.ClosedAt != null && past.Id != present.Id);
        var atTerminals = database.CaseAlerts
            .Where(alert => terminals.Contains(alert.TerminalId) && alert.CaseId != present.Id)
            .OrderByDescending(alert => alert.At)
            .Take(AlertsLookedAt)
            .Select(alert => alert.CaseId);
        var sameTerminals = await closed
            .Where(past => atTerminals.Contains(past.Id))
            .OrderByDescending(past => past.ClosedAt)
            .Take(CasesLookedAt)
            .ToListAsync(cancellationToken);
        // An index of arrays answers both. The codes are sorted, so that the same pattern is the same array.
        var samePattern = present.ReasonCodes.Length == 0 ? [] : await closed
            .Where(past => past.ReasonCodes == present.ReasonCodes)
            .OrderByDescending(past => past.ClosedAt)
            .Take(CasesLookedAt)
            .ToListAsync(cancellationToken);
        var sharedReasons = await closed
            .Where(past => past.ReasonCodes.Any(code => present.ReasonCodes.Contains(code)))
            .OrderByDescending(past => past.ClosedAt)
            .Take(CasesLookedAt)
            .ToListAsync(cancellationToken);
        return sameTerminals.Concat(samePattern).Concat(sharedReasons).DistinctBy(past => past.Id);
    }

    // Only those that the case has too: the others do not count.
    private async Task<ILookup<Guid, string>> TerminalsOfAsync(IEnumerable<Guid> cases, List<string> terminals, CancellationToken cancellationToken)
    {
        var ids = cases.ToArray();
        var pairs = await database.CaseAlerts
            .Where(alert => ids.Contains(alert.CaseId) && terminals.Contains(alert.TerminalId))
            .Select(alert => new { alert.CaseId, alert.TerminalId })
            .Distinct()
            .ToListAsync(cancellationToken);
        return pairs.ToLookup(pair => pair.CaseId, pair => pair.TerminalId);
    }

    private static SimilarCase Answer(FraudCase past, CaseSimilarity likeness, FraudCase present) => new(
        past.Id,
        likeness.Value,
        [.. likeness.SharedTerminals],
        [.. likeness.SharedReasons],
        past.CustomerId == present.CustomerId,
        past.Conclusion!.Value,
        past.ValueAtRisk,
        past.AlertCount,
        past.ClosedAt!.Value);
}
