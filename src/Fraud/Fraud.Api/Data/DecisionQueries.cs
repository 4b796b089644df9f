using Fraud.Api.Domain;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Data;

internal static class DecisionQueries
{
    /// <summary>A payment with its decision and the labels it was given, to read; null where there is none of that id.</summary>
    public static Task<Transaction?> FindWithDecisionAsync(this FraudDbContext database, string id, CancellationToken cancellationToken) =>
        database.Transactions.AsNoTracking()
            .Include(transaction => transaction.Decision)
            .Include(transaction => transaction.Labels.OrderBy(label => label.Id))
            .SingleOrDefaultAsync(transaction => transaction.Id == id, cancellationToken);
}
