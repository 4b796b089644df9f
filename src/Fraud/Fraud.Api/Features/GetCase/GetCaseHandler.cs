using Fraud.Api.Data;
using Fraud.Api.Domain.Money;
using Fraud.Api.Features.AttachCaseFile;
using Fraud.Api.Features.WorkCase;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Features.GetCase;

public sealed class GetCaseHandler(FraudDbContext database, ExchangeRates rates, TimeProvider time)
{
    public async Task<CaseFile?> HandleAsync(Guid caseId, CancellationToken cancellationToken)
    {
        if (await database.Cases.AsNoTracking().SingleOrDefaultAsync(known => known.Id == caseId, cancellationToken) is not { } fraudCase)
        {
            return null;
        }

        var now = time.GetUtcNow();
        return new CaseFile(
            fraudCase.Id,
            fraudCase.CustomerId,
            fraudCase.PreviousCaseId,
            fraudCase.OpenedAt,
            fraudCase.DueAt,
            fraudCase.IsOverdueAt(now),
            CaseHolder.Of(fraudCase, now),
            CaseJudgement.Of(fraudCase),
            fraudCase.ValueAtRisk,
            rates.Base,
            fraudCase.HighestScore,
            fraudCase.ReasonCodes,
            fraudCase.AlertCount,
            await database.AlertsAsync(caseId, CaseFile.Shown, before: null, cancellationToken),
            fraudCase.EntryCount,
            await database.HistoryAsync(caseId, CaseFile.Shown, before: null, cancellationToken),
            await FilesAsync(caseId, cancellationToken));
    }

    // As many as a case may have: the options bound them.
    private Task<AttachedFile[]> FilesAsync(Guid caseId, CancellationToken cancellationToken) => database.CaseAttachments.AsNoTracking()
        .Where(file => file.CaseId == caseId)
        .OrderByDescending(file => file.Id)
        .Select(file => new AttachedFile(file.Id, file.Name, file.Kind, file.Bytes, file.Sha256, file.Actor, file.At))
        .ToArrayAsync(cancellationToken);
}
