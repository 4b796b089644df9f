using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Retail.Api.Data;
using Retail.Api.Domain.Ordering;
using Retail.Api.Domain.Recommending;

namespace Retail.Api.Features.SummariseActivity;

public sealed class SummariseActivityHandler(RetailDbContext database, TimeProvider time)
{
    private const int Latest = 10;

    public async Task<ActivitySummary> HandleAsync(TimeSpan period, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - period;
        var orders = database.Orders.AsNoTracking();
        var byStatus = await orders
            .Where(order => order.DecidedAt >= since || (order.Status == OrderStatus.PendingScreening && order.PlacedAt >= since))
            .GroupBy(order => order.Status)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var bySource = await database.Recommendations
            .Where(recommendation => recommendation.At >= since)
            .GroupBy(recommendation => recommendation.Source)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var latest = await orders
            .Where(order => order.DecidedAt >= since)
            .OrderByDescending(order => order.DecidedAt)
            .Take(Latest)
            .ToListAsync(cancellationToken);

        var counts = Enum.GetValues<OrderStatus>().ToDictionary(status => Word(status), status => byStatus.GetValueOrDefault(status));
        foreach (var source in Enum.GetValues<RecommendationSource>())
        {
            counts[$"recommended-{Word(source)}"] = bySource.GetValueOrDefault(source);
        }

        return new ActivitySummary(since, counts, [.. latest.Select(Line)]);
    }

    private static RecentDecision Line(Order order)
    {
        var size = string.Create(
            CultureInfo.InvariantCulture,
            $"{order.Lines.Count} {(order.Lines.Count == 1 ? "item" : "items")}, {order.Total:0.00} {order.Currency}");
        return new RecentDecision(
            order.DecidedAt!.Value,
            $"order {order.Id}",
            Word(order.Status),
            order.Reasons is [var strongest, ..] ? $"{size}; screening: {strongest.Replace('_', ' ')}" : size);
    }

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
