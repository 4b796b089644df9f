using Fraud.Api.Domain;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Data;

internal static class DecisionQueries
{
    /// <summary>A payment with its decision, to read; null where there is none of that id.</summary>
    public static Task<Transaction?> FindWithDecisionAsync(this FraudDbContext database, string id, CancellationToken cancellationToken) =>
        database.Transactions.AsNoTracking()
            .Include(transaction => transaction.Decision)
            .SingleOrDefaultAsync(transaction => transaction.Id == id, cancellationToken);
}
