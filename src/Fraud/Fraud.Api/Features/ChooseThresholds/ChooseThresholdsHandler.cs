using Fraud.Api.Domain;
using Fraud.Api.Domain.Costs;
using Fraud.Api.Domain.Measuring;
using Fraud.Api.Domain.Money;
using Fraud.Api.Features.WorkReports;
using Microsoft.EntityFrameworkCore;
using Platform.Inference;

namespace Fraud.Api.Features.ChooseThresholds;

public sealed class ChooseThresholdsHandler(
    [FromKeyedServices(FraudServices.ModelName)] ModelHost models,
    ExchangeRates rates,
    ReportDesk desk,
    TimeProvider time)
{
    public const int MostPayments = 500_000;
    private const int CurvePoints = 200;

    /// <returns>Null when no such version verifies.</returns>
    public async Task<ThresholdChoice?> HandleAsync(ChooseThresholds request, CancellationToken cancellationToken)
    {
        if (ModelOf(request.Version) is not { } model)
        {
            return null;
        }

        await using var turn = await desk.WaitAsync(cancellationToken);
        var rows = await (
            from decision in turn.Database.Decisions.AsNoTracking()
            join transaction in turn.Database.Transactions on decision.TransactionId equals transaction.Id
            where decision.Model.Version == model.Version && transaction.At >= request.From && transaction.At < request.Until
            orderby transaction.At descending
            select new { transaction.At, decision.Score, transaction.BaseAmount, transaction.Verdict, transaction.LabelledAt })
            .Take(MostPayments + 1)
            .ToListAsync(cancellationToken);

        var now = time.GetUtcNow();
        var labels = new LabelRule(request.GenuineAfterDays is { } days ? TimeSpan.FromDays(days) : null);
        (DateTimeOffset At, KnownPayment Payment)[] known =
        [
            .. rows.Take(MostPayments)
                .Select(row => (row.At, row.Score, row.BaseAmount, Fraud: labels.IsFraud(row.Verdict, row.LabelledAt, row.At, now)))
                .Where(row => row.Fraud is not null)
                .Select(row => (row.At, new KnownPayment(row.Score, (double)row.BaseAmount, row.Fraud!.Value))),
        ];
        var costs = new CostOfErrors(request.ReviewCost, request.StoppedCustomerCost, request.LossShare, request.ReviewCatches);
        var all = new ThresholdCosts([.. known.Select(row => row.Payment)], costs);
        return new ThresholdChoice(
            model.Version,
            request.From,
            request.Until,
            rates.Base,
            costs,
            known.Length,
            known.Count(row => row.Payment.Fraud),
            Math.Min(rows.Count, MostPayments) - known.Length,
            rows.Count <= MostPayments,
            known.Length == 0 ? null : all.Cheapest(),
            known.Length == 0 ? null : all.At(model.Thresholds),
            Check(known, request, costs, model.Thresholds),
            known.Length == 0 ? [] : Thinned([.. all.ByReview()], point => point.Review),
            known.Length == 0 ? [] : Thinned([.. all.ByDecline()], point => point.Decline));
    }

    private static ChoiceCheck? Check((DateTimeOffset At, KnownPayment Payment)[] known, ChooseThresholds request, CostOfErrors costs, Thresholds current)
    {
        var parted = request.From + ((request.Until - request.From) * 2 / 3);
        KnownPayment[] before = [.. known.Where(row => row.At < parted).Select(row => row.Payment)];
        KnownPayment[] after = [.. known.Where(row => row.At >= parted).Select(row => row.Payment)];
        if (before.Length == 0 || after.Length == 0)
        {
            return null;
        }

        var (chosen, tried) = (new ThresholdCosts(before, costs).Cheapest(), new ThresholdCosts(after, costs));
        return new ChoiceCheck(parted, after.Length, tried.At(new Thresholds(chosen.Review, chosen.Decline)), tried.At(current));
    }

    // Scores crowd near 0 and 1: points are spread evenly in log-odds, and the cheapest of all is always one of them.
    private static CostPoint[] Thinned(CostPoint[] points, Func<CostPoint, double> threshold)
    {
        if (points.Length <= CurvePoints)
        {
            return points;
        }

        var (low, high) = (CostPicture.LogOdds(threshold(points[0])), CostPicture.LogOdds(threshold(points[^1])));
        return
        [
            .. points
                .GroupBy(point => (int)((CostPicture.LogOdds(threshold(point)) - low) / (high - low) * (CurvePoints - 1)))
                .Select(group => group.MinBy(point => point.Cost)!),
        ];
    }

    private (string Version, Thresholds Thresholds)? ModelOf(string? version)
    {
        if (version is null)
        {
            using var serving = models.Lease();
            return (serving.Model.Stamp.Version, Thresholds.From(serving.Model.Manifest.Thresholds));
        }

        using var lease = models.Lease(version);
        return lease is { } taken ? (version, Thresholds.From(taken.Model.Manifest.Thresholds)) : null;
    }
}
