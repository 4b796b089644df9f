using Fraud.Api.Data;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Money;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ImportTransactions;

public sealed class ImportTransactionsHandler(
    FraudDbContext database, ExchangeRates rates, TimeProvider time, ILogger<ImportTransactionsHandler> logger)
{
    private const int Attempts = 3;
    private const int ConflictsNamed = 10;

    /// <returns>What was imported, or the first ids that stand against it.</returns>
    public async Task<(ImportedTransactions? Imported, string[] Conflicting)> HandleAsync(
        ImportTransactions request, string actor, CancellationToken cancellationToken)
    {
        var author = new LabelAuthor(LabelSource.Import, actor, time.GetUtcNow().ToStoredPrecision());
        var transactions = request.Transactions.Select(past => Received(past, author)).ToArray();
        var twice = transactions.CountBy(transaction => transaction.Id).Where(count => count.Value > 1).Select(count => count.Key);
        if (twice.Take(ConflictsNamed).ToArray() is { Length: > 0 } repeated)
        {
            return (null, repeated);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(transactions, cancellationToken);
            }
            catch (DbUpdateException e) when (attempt < Attempts && e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
            {
                database.ChangeTracker.Clear(); // the same rows came twice at once: look again at what is known
            }
        }
    }

    private async Task<(ImportedTransactions?, string[])> TryAsync(Transaction[] transactions, CancellationToken cancellationToken)
    {
        var ids = transactions.Select(transaction => transaction.Id).ToArray();
        var known = await database.Transactions.AsNoTracking()
            .Where(transaction => ids.Contains(transaction.Id))
            .ToDictionaryAsync(transaction => transaction.Id, cancellationToken);

        var conflicting = transactions.Where(t => known.TryGetValue(t.Id, out var other) && !t.IsSamePaymentAs(other));
        if (conflicting.Select(t => t.Id).Take(ConflictsNamed).ToArray() is { Length: > 0 } named)
        {
            return (null, named);
        }

        database.Transactions.AddRange(transactions.Where(transaction => !known.ContainsKey(transaction.Id)));
        await database.SaveChangesAsync(cancellationToken);

        var imported = new ImportedTransactions(transactions.Length - known.Count, known.Count);
        ImportTransactionsLog.Imported(logger, imported.Imported, imported.AlreadyKnown);
        return (imported, []);
    }

    private Transaction Received(PastTransaction past, LabelAuthor author)
    {
        var transaction = new Transaction
        {
            Id = past.TransactionId,
            CustomerId = past.CustomerId,
            TerminalId = past.TerminalId,
            Amount = past.Amount,
            Currency = past.Currency,
            BaseAmount = rates.ToBase(past.Amount, past.Currency),
            Details = new PaymentDetails(past.Channel, past.Country, past.DeviceId, past.MerchantCategory, past.CardRange),
            At = past.At.ToStoredPrecision(),
            RecordedAt = author.RecordedAt,
        };
        if (past.Label is { } label)
        {
            transaction.TryLabel(label.Verdict, label.At.ToStoredPrecision(), author);
        }

        return transaction;
    }
}
