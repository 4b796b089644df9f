using Fraud.Api.Data;
using Fraud.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.RecordLabel;

public enum LabelOutcome
{
    Recorded,
    UnknownTransaction,
    BeforeTransaction,
    Contradicted,
}

public sealed class RecordLabelHandler(FraudDbContext database, TimeProvider time, ILogger<RecordLabelHandler> logger)
{
    private const int Attempts = 3;

    public async Task<LabelOutcome> HandleAsync(RecordLabel request, string actor, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(request, actor, cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                database.ChangeTracker.Clear(); // another label came first: judge against that one
            }
        }
    }

    private async Task<LabelOutcome> TryAsync(RecordLabel request, string actor, CancellationToken cancellationToken)
    {
        var transaction = await database.Transactions.SingleOrDefaultAsync(known => known.Id == request.TransactionId, cancellationToken);
        if (transaction is null)
        {
            return LabelOutcome.UnknownTransaction;
        }

        var at = request.At.ToStoredPrecision();
        if (at < transaction.At)
        {
            return LabelOutcome.BeforeTransaction;
        }

        var author = new LabelAuthor(LabelSource.Endpoint, actor, time.GetUtcNow().ToStoredPrecision());
        if (!transaction.TryLabel(request.Verdict, at, author))
        {
            RecordLabelLog.Contradicted(logger, transaction.Id);
            return LabelOutcome.Contradicted;
        }

        await database.SaveChangesAsync(cancellationToken);
        RecordLabelLog.Recorded(logger, transaction.Id, request.Verdict);
        return LabelOutcome.Recorded;
    }
}
