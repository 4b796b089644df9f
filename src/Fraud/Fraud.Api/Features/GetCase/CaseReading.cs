using Fraud.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Features.GetCase;

/// <summary>Reads alerts and history of a case, the latest first.</summary>
internal static class CaseReading
{
    public static async Task<CasePayment[]> AlertsAsync(
        this FraudDbContext database, Guid caseId, int limit, int? before, CancellationToken cancellationToken)
    {
        var rows = await database.CaseAlerts.AsNoTracking()
            .Where(alert => alert.CaseId == caseId && (before == null || alert.Number < before))
            .OrderByDescending(alert => alert.Number)
            .Take(limit)
            .Join(
                database.Transactions,
                alert => alert.TransactionId,
                transaction => transaction.Id,
                (alert, transaction) => new { alert, transaction, transaction.Decision })
            .OrderByDescending(row => row.alert.Number)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new CasePayment(
            row.alert.Number,
            row.transaction.Id,
            row.transaction.TerminalId,
            row.transaction.Amount,
            row.transaction.Currency,
            row.transaction.At,
            row.alert.Outcome,
            row.alert.Score,
            row.alert.ValueAtRisk,
            [.. row.Decision?.Reasons ?? []],
            row.transaction.Verdict,
            row.transaction.LabelledAt))];
    }

    public static async Task<CaseLine[]> HistoryAsync(
        this FraudDbContext database, Guid caseId, int limit, int? before, CancellationToken cancellationToken) =>
        await database.CaseHistory.AsNoTracking()
            .Where(entry => entry.CaseId == caseId && (before == null || entry.Number < before))
            .OrderByDescending(entry => entry.Number)
            .Take(limit)
            .Select(entry => new CaseLine(entry.Number, entry.At, entry.Actor, entry.Action, entry.About, entry.Note))
            .ToArrayAsync(cancellationToken);
}
