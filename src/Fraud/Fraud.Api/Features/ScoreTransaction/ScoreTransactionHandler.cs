using Fraud.Api.Data;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Money;
using Fraud.Contracts.V1;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Messaging;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>Load -> features -> model -> decide -> save with the event. Serves requests and orders alike.</summary>
public sealed class ScoreTransactionHandler(
    FraudDbContext database,
    TransactionHistory history,
    FraudModel model,
    ExchangeRates rates,
    IOutbox outbox,
    TimeProvider time,
    ILogger<ScoreTransactionHandler> logger)
{
    /// <returns>The decision, also where it was made before; null when another payment has the id.</returns>
    public async Task<ScoredTransaction?> HandleAsync(ScoreTransaction request, Guid? orderId, CancellationToken cancellationToken)
    {
        var transaction = Received(request, orderId);
        if (database.Database.CurrentTransaction is not null)
        {
            // A consumer's: a duplicate ends the attempt, and the next one finds the row.
            return await DecideAsync(transaction, cancellationToken);
        }

        try
        {
            return await database.Database.CreateExecutionStrategy().ExecuteAsync(
                token => InTransactionAsync(transaction, token), cancellationToken);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // A payment of another customer took the id at the same moment.
            database.ChangeTracker.Clear();
            return await DecidedBeforeAsync(transaction, cancellationToken);
        }
    }

    // Also made again: after a commit whose answer was lost, the payment is known.
    private async Task<ScoredTransaction?> InTransactionAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        await using var databaseTransaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var answer = await DecideAsync(transaction, cancellationToken);
        await databaseTransaction.CommitAsync(cancellationToken);
        return answer;
    }

    private async Task<ScoredTransaction?> DecideAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        var past = await history.BeforeAsync(transaction, cancellationToken);
        if (past.IsKnown)
        {
            return await DecidedBeforeAsync(transaction, cancellationToken);
        }

        var decision = model.Decide(transaction.Id, past.With(transaction), time.GetUtcNow());
        transaction.Decision = decision;
        database.Transactions.Add(transaction);
        outbox.Add(Screened(transaction, decision), subject: transaction.Id);
        await database.SaveChangesAsync(cancellationToken);
        ScoreTransactionLog.Decided(logger, transaction.Id, decision.Outcome, decision.Score, decision.Model.Version);
        return Answer(decision);
    }

    private async Task<ScoredTransaction?> DecidedBeforeAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        var known = await database.Transactions.AsNoTracking()
            .Include(known => known.Decision)
            .SingleAsync(known => known.Id == transaction.Id, cancellationToken);
        if (known.Decision is { } decision && known.IsSamePaymentAs(transaction))
        {
            return Answer(decision);
        }

        ScoreTransactionLog.Conflict(logger, transaction.Id);
        return null;
    }

    private Transaction Received(ScoreTransaction request, Guid? orderId) => new()
    {
        Id = request.TransactionId,
        OrderId = orderId,
        CustomerId = request.CustomerId,
        TerminalId = request.TerminalId,
        Amount = request.Amount,
        Currency = request.Currency,
        BaseAmount = rates.ToBase(request.Amount, request.Currency),
        Details = new PaymentDetails(request.Channel, request.Country, request.DeviceId, request.MerchantCategory, request.CardRange),
        At = request.At.ToStoredPrecision(),
        RecordedAt = time.GetUtcNow(),
    };

    private static ScoredTransaction Answer(Decision decision) => new(
        decision.TransactionId,
        decision.Outcome,
        decision.Score,
        decision.Thresholds.For(decision.Outcome),
        [.. decision.Reasons],
        decision.Model,
        decision.DecidedAt);

    private static TransactionScreened Screened(Transaction transaction, Decision decision) => new(
        transaction.Id,
        transaction.OrderId,
        transaction.CustomerId,
        decision.Outcome switch
        {
            Outcome.Approve => ScreeningDecision.Approve,
            Outcome.Review => ScreeningDecision.Review,
            _ => ScreeningDecision.Decline,
        },
        decision.Score,
        decision.Thresholds.For(decision.Outcome),
        [.. decision.Reasons.Select(reason => reason.Code)],
        decision.Model.Name,
        decision.Model.Version,
        decision.DecidedAt);
}
