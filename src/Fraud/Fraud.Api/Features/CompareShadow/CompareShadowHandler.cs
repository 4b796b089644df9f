using Fraud.Api.Domain;
using Fraud.Api.Domain.Measuring;
using Fraud.Api.Features.WorkReports;
using Microsoft.EntityFrameworkCore;
using Platform.Inference;

namespace Fraud.Api.Features.CompareShadow;

public sealed class CompareShadowHandler(
    [FromKeyedServices(FraudServices.ModelName)] ModelHost models, ReportDesk desk, TimeProvider time)
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

        await using var turn = await desk.WaitAsync(cancellationToken);
        var newest = await (
            from score in turn.Database.ShadowScores.AsNoTracking()
            where score.ShadowVersion == version
            join transaction in turn.Database.Transactions on score.TransactionId equals transaction.Id
            join decision in turn.Database.Decisions on score.TransactionId equals decision.TransactionId
            where decision.Model.Version == score.LiveVersion
                && (paidFrom == null || transaction.At >= paidFrom) && (paidUntil == null || transaction.At < paidUntil)
            orderby score.ScoredAt descending
            select new
            {
                transaction.CustomerId,
                transaction.At,
                transaction.Verdict,
                transaction.LabelledAt,
                score.LiveVersion,
                Live = decision.Score,
                decision.Thresholds.Review,
                decision.Thresholds.Decline,
                Shadow = score.Score,
            })
            .Take(MostPayments + 1)
            .ToListAsync(cancellationToken);
        var rows = newest.Take(MostPayments).Where(row => row.Shadow is not null).ToArray();

        var (now, labels) = (time.GetUtcNow(), new LabelRule(days is { } age ? TimeSpan.FromDays(age) : null));
        var customers = new Dictionary<string, int>();
        ComparedPayment[] payments =
        [
            .. rows.Select(row => new ComparedPayment(
                customers.TryGetValue(row.CustomerId, out var known) ? known : customers[row.CustomerId] = customers.Count,
                DateOnly.FromDateTime(row.At.UtcDateTime).DayNumber,
                labels.IsFraud(row.Verdict, row.LabelledAt, row.At, now),
                (row.Live, new Thresholds(row.Review, row.Decline).Decide(row.Live)),
                (row.Shadow!.Value, thresholds.Decide(row.Shadow.Value)))),
        ];
        var (measures, agreement) = ModelComparison.Of(payments, cards, cancellationToken);
        return new ShadowComparison(
            version,
            [.. rows.Select(row => row.LiveVersion).Distinct().Order(StringComparer.Ordinal)],
            rows.Length == 0 ? null : rows.Min(row => row.At),
            rows.Length == 0 ? null : rows.Max(row => row.At),
            payments.Length,
            newest.Count <= MostPayments,
            payments.Count(payment => payment.Fraud is not null),
            payments.Count(payment => payment.Fraud == true),
            Math.Min(newest.Count, MostPayments) - rows.Length,
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
