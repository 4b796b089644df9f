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

public sealed class RecordLabelHandler(FraudDbContext database, ILogger<RecordLabelHandler> logger)
{
    private const int Attempts = 3;

    public async Task<LabelOutcome> HandleAsync(RecordLabel request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(request, cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                database.ChangeTracker.Clear(); // another label came first: judge against that one
            }
        }
    }

    private async Task<LabelOutcome> TryAsync(RecordLabel request, CancellationToken cancellationToken)
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

        if (!transaction.TryLabel(request.Verdict, at))
        {
            RecordLabelLog.Contradicted(logger, transaction.Id);
            return LabelOutcome.Contradicted;
        }

        await database.SaveChangesAsync(cancellationToken);
        RecordLabelLog.Recorded(logger, transaction.Id, request.Verdict);
        return LabelOutcome.Recorded;
    }
}
