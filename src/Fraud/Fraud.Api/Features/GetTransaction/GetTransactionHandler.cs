using Fraud.Api.Data;
using Fraud.Api.Domain;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Features.GetTransaction;

public sealed class GetTransactionHandler(FraudDbContext database)
{
    public async Task<RecordedTransaction?> HandleAsync(string id, CancellationToken cancellationToken)
    {
        var transaction = await database.Transactions.AsNoTracking()
            .Include(transaction => transaction.Decision)
            .SingleOrDefaultAsync(transaction => transaction.Id == id, cancellationToken);
        return transaction is null ? null : Answer(transaction);
    }

    private static RecordedTransaction Answer(Transaction transaction) => new(
        transaction.Id,
        transaction.OrderId,
        transaction.CustomerId,
        transaction.TerminalId,
        transaction.Amount,
        transaction.Currency,
        transaction.At,
        transaction.RecordedAt,
        transaction.Decision is { } decision ? Answer(decision) : null,
        transaction is { Verdict: { } verdict, LabelledAt: { } at } ? new RecordedLabel(verdict, at) : null);

    private static RecordedDecision Answer(Decision decision) => new(
        decision.Outcome,
        decision.Score,
        decision.Thresholds,
        [.. decision.Reasons],
        [.. decision.FeatureNames.Zip(decision.Features, (name, value) => new NamedFeature(name, value))],
        decision.Model,
        decision.DecidedAt);
}
