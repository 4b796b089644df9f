using Fraud.Api.Features.ScoreTransaction;

namespace Fraud.Api.Features.ScoreBatch;

/// <summary>Each payment is decided in a transaction of its own: a batch that breaks off is sent again as it is.</summary>
public sealed class ScoreBatchHandler(ScoringDesk desk, TimeProvider time)
{
    private const int CustomersAtOnce = 8;

    public async Task<ScoredBatch> HandleAsync(ScoreBatch request, CancellationToken cancellationToken)
    {
        var arrived = time.GetTimestamp();
        var results = new BatchResult[request.Transactions.Count];
        var customers = request.Transactions
            .Select((payment, place) => (payment, place))
            .GroupBy(entry => entry.payment.CustomerId, StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            customers,
            new ParallelOptions { MaxDegreeOfParallelism = CustomersAtOnce, CancellationToken = cancellationToken },
            async (payments, token) =>
            {
                foreach (var (payment, place) in payments.OrderBy(entry => entry.payment.At))
                {
                    results[place] = Result(payment, await desk.AnswerAsync(payment, arrived, token));
                }
            });
        return new ScoredBatch(results);
    }

    private static BatchResult Result(ScoreTransaction.ScoreTransaction payment, ScoredTransaction? scored) =>
        new(payment.TransactionId, scored, scored is null ? "Another payment has this id." : null);
}
