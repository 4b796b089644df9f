using Fraud.Api.Data;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Cases;
using Fraud.Api.Features.MeasureCases;
using Fraud.Api.Features.WorkCase;
using Fraud.Contracts.V1;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using CaseConclusion = Fraud.Api.Domain.Cases.CaseConclusion;
using PublishedConclusion = Fraud.Contracts.V1.CaseConclusion;

namespace Fraud.Api.Features.CloseCase;

/// <summary>Case, labels, history and event change together, or not at all.</summary>
public sealed class CloseCaseHandler(
    FraudDbContext database, CaseWork work, IOutbox outbox, CaseTelemetry telemetry, ILogger<CloseCaseHandler> logger)
{
    /// <summary>The same closing again, by the same analyst, changes nothing and gets the same answer.</summary>
    public async Task<(CaseWorkOutcome Outcome, CaseLabels Labels)> HandleAsync(
        Guid caseId, CloseCase request, string analyst, CancellationToken cancellationToken)
    {
        CaseLabels? labels = null;
        var outcome = await work.DoAsync(
            caseId,
            analyst,
            async (fraudCase, deed) =>
            {
                labels = null;
                if (fraudCase.ClosedBy == analyst && fraudCase.Conclusion == request.Conclusion)
                {
                    return null;
                }

                if (fraudCase.Close(deed, request.Conclusion, request.Note) is { } refusal)
                {
                    return refusal;
                }

                var payments = await PaymentsOf(caseId).ToListAsync(cancellationToken);
                labels = CaseLabels.Apply(request.Conclusion, payments, deed.Actor, deed.At);
                outbox.Add(Event(fraudCase, payments.Select(payment => payment.Id)), subject: caseId.ToString());
                return null;
            },
            cancellationToken);
        if (outcome is not CaseWorkOutcome.Done done)
        {
            return (outcome, CaseLabels.None);
        }

        if (labels is null)
        {
            var payments = await PaymentsOf(caseId).AsNoTracking().ToListAsync(cancellationToken);
            return (outcome, CaseLabels.Apply(request.Conclusion, payments, analyst, default));
        }

        telemetry.Closed(done.Case);
        CloseCaseLog.Closed(logger, caseId, request.Conclusion, labels.Labelled, labels.StandingAgainst.Count);
        return (outcome, labels);
    }

    private IQueryable<Transaction> PaymentsOf(Guid caseId) => database.CaseAlerts
        .Where(alert => alert.CaseId == caseId)
        .OrderByDescending(alert => alert.Number)
        .Join(database.Transactions, alert => alert.TransactionId, transaction => transaction.Id, (alert, transaction) => transaction);

    private static CaseClosed Event(FraudCase closed, IEnumerable<string> transactionIds) => new(
        closed.Id,
        closed.CustomerId,
        closed.Conclusion switch
        {
            CaseConclusion.Fraud => PublishedConclusion.Fraud,
            CaseConclusion.Genuine => PublishedConclusion.Genuine,
            _ => PublishedConclusion.Unclear,
        },
        closed.AlertCount,
        [.. transactionIds.Take(CaseClosed.MostTransactionIds)],
        closed.OpenedAt,
        closed.ClosedAt!.Value);
}
