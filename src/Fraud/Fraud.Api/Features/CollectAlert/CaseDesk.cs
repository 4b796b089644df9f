using Fraud.Api.Data;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Cases;
using Fraud.Api.Features.MeasureCases;
using Fraud.Contracts.V1;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Messaging;

namespace Fraud.Api.Features.CollectAlert;

/// <summary>Puts payments that were held up or refused into the case of their customer.</summary>
public sealed class CaseDesk(
    FraudDbContext database, IOutbox outbox, CaseTelemetry telemetry, IOptions<CaseOptions> options, TimeProvider time, ILogger<CaseDesk> logger)
{
    /// <summary>
    /// Adds the alert to the context, which the caller saves. To be called once a payment, inside the transaction of its
    /// decision, which holds the customer's lock: so no other payment opens a case meanwhile. One round trip, which also
    /// locks the row of the case: an analyst who works on it at this moment looks again, and the payment never has to.
    /// </summary>
    public async Task CollectAsync(Transaction transaction, Decision decision, CancellationToken cancellationToken)
    {
        // What an analyst closes while this waits for the row comes back closed: the row is looked at again after the wait.
        var latest = database.Cases.Local.FirstOrDefault(known => known.CustomerId == transaction.CustomerId && known.IsOpen)
            ?? await database.Cases.FromSql(
                $"""
                SELECT *, xmin FROM fraud.cases WHERE customer_id = {transaction.CustomerId}
                ORDER BY (closed_at IS NULL) DESC, opened_at DESC LIMIT 1 FOR NO KEY UPDATE
                """).SingleOrDefaultAsync(cancellationToken);
        if (latest is { IsOpen: true })
        {
            latest.Collect(transaction, decision, options.Value);
            CaseDeskLog.Collected(logger, transaction.Id, latest.Id);
            return;
        }

        var opened = FraudCase.Open(Guid.CreateVersion7(time.GetUtcNow()), latest?.Id, transaction, decision, options.Value);
        database.Cases.Add(opened);
        outbox.Add(Event(opened, transaction, decision), subject: opened.Id.ToString());
        telemetry.Opened(decision.Outcome);
        CaseDeskLog.Opened(logger, opened.Id, transaction.Id);
    }

    private static CaseOpened Event(FraudCase opened, Transaction transaction, Decision decision) => new(
        opened.Id,
        opened.CustomerId,
        opened.PreviousCaseId,
        transaction.Id,
        decision.Outcome switch
        {
            Outcome.Approve => ScreeningDecision.Approve,
            Outcome.Review => ScreeningDecision.Review,
            _ => ScreeningDecision.Decline,
        },
        decision.Score,
        opened.OpenedAt,
        opened.DueAt);
}
