using Fraud.Api.Data;
using Fraud.Api.Data.Policies;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Money;
using Fraud.Api.Features.CollectAlert;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Platform.Messaging;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>Load -> features -> model -> decide -> save with the event. Serves requests and orders alike.</summary>
public sealed class ScoreTransactionHandler(
    FraudDbContext database,
    FraudModel model,
    ActivePolicy policies,
    ExchangeRates rates,
    IOutbox outbox,
    CaseDesk cases,
    CustomerTurns turns,
    TimeProvider time,
    ILogger<ScoreTransactionHandler> logger)
{
    /// <param name="request">A valid one.</param>
    /// <param name="orderId">The Retail order it pays for, where it came from a checkout.</param>
    /// <param name="answeredAs">What the sender was told at the deadline, where that has passed.</param>
    /// <param name="cancellationToken">Ends the attempt; what is committed stays.</param>
    /// <returns>The decision, also where it was made before; null when another payment has the id.</returns>
    public async Task<ScoredTransaction?> HandleAsync(
        ScoreTransaction request, Guid? orderId, Outcome? answeredAs, CancellationToken cancellationToken)
    {
        var transaction = Received(request, orderId);
        if (database.Database.CurrentTransaction is not null)
        {
            // A consumer's: a duplicate ends the attempt, and the next one finds the row.
            return (await DecideAsync(transaction, answeredAs, mayCommit: false, cancellationToken)).Answer;
        }

        try
        {
            return await AttemptAsync(transaction, answeredAs, cancellationToken);
        }
        catch (Exception e) when ((e as PostgresException ?? e.InnerException as PostgresException)?.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // A payment of another customer took the id at the same moment: now it is known.
            return await AttemptAsync(transaction, answeredAs, cancellationToken);
        }
    }

    private Task<ScoredTransaction?> AttemptAsync(Transaction transaction, Outcome? answeredAs, CancellationToken cancellationToken) =>
        database.Database.CreateExecutionStrategy().ExecuteAsync(
            token => InTransactionAsync(transaction, answeredAs, token), cancellationToken);

    // Also made again: after a commit whose answer was lost, the payment is known.
    private async Task<ScoredTransaction?> InTransactionAsync(Transaction transaction, Outcome? answeredAs, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        // One round trip less for a case: what fails here fails as a whole.
        database.Database.AutoSavepointsEnabled = false;
        using var turn = await turns.TakeAsync(transaction.CustomerId, cancellationToken);
        await using var databaseTransaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var (answer, isCommitted) = await DecideAsync(transaction, answeredAs, mayCommit: true, cancellationToken);
        if (!isCommitted)
        {
            await databaseTransaction.CommitAsync(cancellationToken);
        }

        return answer;
    }

    private async Task<(ScoredTransaction? Answer, bool IsCommitted)> DecideAsync(
        Transaction transaction, Outcome? answeredAs, bool mayCommit, CancellationToken cancellationToken)
    {
        var databaseTransaction = (NpgsqlTransaction)database.Database.CurrentTransaction!.GetDbTransaction();
        var past = await TransactionHistory.BeforeAsync(databaseTransaction, transaction, cancellationToken);
        if (past.IsKnown)
        {
            return (await DecidedBeforeAsync(transaction, answeredAs, cancellationToken), IsCommitted: false);
        }

        var policy = await policies.CurrentAsync(cancellationToken);
        transaction.RecordedAt = time.GetUtcNow(); // in its turn: a customer's payments are recorded in the order of their decisions
        var decision = model.Decide(transaction, past.With(transaction), policy, transaction.RecordedAt);
        decision.AnsweredAs = answeredAs;
        var isCommitted = await StoreAsync(databaseTransaction, transaction, decision, mayCommit, cancellationToken);
        ScoreTransactionLog.Decided(logger, transaction.Id, decision.Outcome, decision.Score, decision.Model.Version);
        return (ScoredTransaction.Of(decision), isCommitted);
    }

    // True where it committed as well: an approval has nothing more to store, so its commit goes along and saves a round trip
    // in the customer's turn.
    private async Task<bool> StoreAsync(
        NpgsqlTransaction databaseTransaction, Transaction transaction, Decision decision, bool mayCommit, CancellationToken cancellationToken)
    {
        var isAlert = decision.Outcome != Outcome.Approve;
        var commits = mayCommit && !isAlert;
        await using var batch = new NpgsqlBatch(databaseTransaction.Connection, databaseTransaction);
        DecisionWriter.Add(batch, transaction, decision);
        outbox.Add(batch, ScreenedEvent.Of(transaction, decision), subject: transaction.Id);
        if (commits)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        if (commits)
        {
            outbox.Committed();
        }

        if (isAlert)
        {
            await cases.CollectAsync(transaction, decision, cancellationToken);
            await database.SaveChangesAsync(cancellationToken);
        }

        return commits;
    }

    private async Task<ScoredTransaction?> DecidedBeforeAsync(
        Transaction transaction, Outcome? answeredAs, CancellationToken cancellationToken)
    {
        var known = await database.Transactions.AsNoTracking()
            .Include(known => known.Decision)
            .SingleAsync(known => known.Id == transaction.Id, cancellationToken);
        if (known.Decision is not { } decision || !known.IsSamePaymentAs(transaction))
        {
            ScoreTransactionLog.Conflict(logger, transaction.Id);
            return null;
        }

        if (answeredAs is not null && decision.AnsweredAs is null)
        {
            // The attempt that the deadline ended had been committed after all, and its event is out: another corrects it.
            decision.AnsweredAs = answeredAs;
            await database.Decisions.Where(known => known.TransactionId == transaction.Id).ExecuteUpdateAsync(
                set => set.SetProperty(known => known.AnsweredAs, answeredAs), cancellationToken);
            outbox.Add(ScreenedEvent.Of(known, decision), subject: known.Id);
            await database.SaveChangesAsync(cancellationToken);
        }

        return ScoredTransaction.Of(decision);
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
}
