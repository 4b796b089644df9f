using Fraud.Api.Data;
using Fraud.Api.Domain.Explaining;

namespace Fraud.Api.Features.GetTransaction;

public sealed class GetTransactionHandler(FraudDbContext database, DecisionExplainer explainer)
{
    public async Task<RecordedTransaction?> HandleAsync(string id, CancellationToken cancellationToken) =>
        await database.FindWithDecisionAsync(id, cancellationToken) is { } transaction
            ? RecordedTransaction.Of(transaction, transaction.Decision is { } decision ? explainer.Explain(decision) : null)
            : null;
}
