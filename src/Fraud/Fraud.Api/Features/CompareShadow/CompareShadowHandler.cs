using Fraud.Api.Data;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Measuring;
using Microsoft.EntityFrameworkCore;
using Platform.Inference;

namespace Fraud.Api.Features.CompareShadow;

public sealed class CompareShadowHandler(
    FraudDbContext database, [FromKeyedServices(FraudServices.ModelName)] ModelHost models, AnalysisTurn turn, TimeProvider time)
{
    /// <summary>Payments of one report, the newest; a thousand resamples of so many take some seconds.</summary>
    public const int MostPayments = 100_000;

    /// <returns>Null when no such version verifies.</returns>
    public async Task<ShadowComparison?> HandleAsync(CompareShadow request, CancellationToken cancellationToken)
    {
        var (version, paidFrom, paidUntil, cards, days) = request;
        if (ThresholdsOf(version) is not { } thresholds)
        {
            return null;
        }

        using var _ = await turn.WaitAsync(cancellationToken);
        var scored =
            from score in database.ShadowScores.AsNoTracking()
            where score.ShadowVersion == version
            join transaction in database.Transactions on score.TransactionId equals transaction.Id
            join decision in database.Decisions on score.TransactionId equals decision.TransactionId
            where decision.Model.Version == score.LiveVersion
                && (paidFrom == null || transaction.At >= paidFrom) && (paidUntil == null || transaction.At < paidUntil)
            select new { score, transaction, decision };
        var failed = await scored.CountAsync(row => row.score.Score == null, cancellationToken);
        var rows = await scored
            .Where(row => row.score.Score != null)
            .OrderByDescending(row => row.score.ScoredAt)
            .Take(MostPayments + 1)
            .Select(row => new
            {
                row.transaction.CustomerId,
                row.transaction.At,
                row.transaction.Verdict,
                row.transaction.LabelledAt,
                row.score.LiveVersion,
                Live = row.decision.Score,
                row.decision.Thresholds.Review,
                row.decision.Thresholds.Decline,
                Shadow = row.score.Score!.Value,
            })
            .ToListAsync(cancellationToken);

        var (now, labels) = (time.GetUtcNow(), new LabelRule(days is { } age ? TimeSpan.FromDays(age) : null));
        var customers = new Dictionary<string, int>();
        ComparedPayment[] payments =
        [
            .. rows.Take(MostPayments).Select(row => new ComparedPayment(
                customers.TryGetValue(row.CustomerId, out var known) ? known : customers[row.CustomerId] = customers.Count,
                DateOnly.FromDateTime(row.At.UtcDateTime).DayNumber,
                labels.IsFraud(row.Verdict, row.LabelledAt, row.At, now),
                (row.Live, new Thresholds(row.Review, row.Decline).Decide(row.Live)),
                (row.Shadow, thresholds.Decide(row.Shadow)))),
        ];
        var (measures, agreement) = ModelComparison.Of(payments, cards, cancellationToken);
        return new ShadowComparison(
            version,
            [.. rows.Select(row => row.LiveVersion).Distinct().Order(StringComparer.Ordinal)],
            rows.Count == 0 ? null : rows.Min(row => row.At),
            rows.Count == 0 ? null : rows.Max(row => row.At),
            payments.Length,
            rows.Count <= MostPayments,
            payments.Count(payment => payment.Fraud is not null),
            payments.Count(payment => payment.Fraud == true),
            failed,
            customers.Count,
            payments.Select(payment => payment.Day).Distinct().Count(),
            cards,
            measures,
            agreement);
    }

    private Thresholds? ThresholdsOf(string version)
    {
        using var lease = models.Lease(version);
        return lease is { } taken ? Thresholds.From(taken.Model.Manifest.Thresholds) : null;
    }
}
