using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Inference;
using Retail.Api.Data;
using Retail.Api.Domain.Recommending;

namespace Retail.Api.Features.BuildIndex;

/// <summary>How much the database holds, and for which ranker: what tells whether an index is out of date.</summary>
/// <param name="Feedback">Number of the latest feedback.</param>
/// <param name="Catalogue">When the catalogue last changed; null when it is empty.</param>
/// <param name="Settings">What the ranker that serves was trained for.</param>
public sealed record IndexState(long Feedback, DateTimeOffset? Catalogue, IndexSettings Settings);

/// <summary>What an index is built from.</summary>
/// <param name="Day">The first day that is not known.</param>
public sealed record IndexMaterial(Assortment Assortment, IReadOnlyCollection<ShopperHistory> Histories, int Day, IndexSettings Settings)
{
    /// <summary>Seconds of pure computation.</summary>
    public RecommendationIndex Build(CancellationToken cancellationToken) =>
        RecommendationIndex.Build(Assortment, Histories, Day, Settings, cancellationToken);
}

/// <summary>Reads from the database what an index is made of.</summary>
public sealed class IndexSource(
    RetailDbContext database,
    [FromKeyedServices(RetailServices.ModelName)] ModelHost models,
    TimeProvider time,
    IOptions<RecommendationOptions> options)
{
    public async Task<IndexState> StateAsync(CancellationToken cancellationToken) => new(
        await database.Feedback.MaxAsync(feedback => (long?)feedback.Number, cancellationToken) ?? 0,
        await database.Items.MaxAsync(item => (DateTimeOffset?)item.UpdatedAt, cancellationToken),
        Settings());

    /// <param name="settings">As the state said, which the index is then of.</param>
    public async Task<IndexMaterial> ReadAsync(IndexSettings settings, CancellationToken cancellationToken)
    {
        var items = await database.Items.AsNoTracking()
            .OrderBy(item => item.Id)
            .Select(item => new { item.Id, item.Price })
            .ToListAsync(cancellationToken);
        var assortment = new Assortment([.. items.Select(item => (item.Id, item.Price))]);

        var since = time.GetUtcNow().AddDays(-options.Value.HistoryDays);
        var histories = new Dictionary<string, List<Interaction>>(StringComparer.Ordinal);
        var feedback = database.Feedback.AsNoTracking()
            .Where(entry => entry.At >= since)
            .Select(entry => new { entry.ShopperId, entry.ItemId, entry.At, entry.Kind });
        await foreach (var entry in feedback.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (assortment.TryFind(entry.ItemId, out var item))
            {
                if (!histories.TryGetValue(entry.ShopperId, out var history))
                {
                    histories.Add(entry.ShopperId, history = []);
                }

                history.Add(new Interaction(item, Day(entry.At), entry.Kind));
            }
        }

        // Tomorrow is the first day that is not known: today's sales count.
        return new IndexMaterial(assortment, [.. histories.Values.Select(ShopperHistory.From)], Day(time.GetUtcNow()) + 1, settings);
    }

    // A ranker knows scores of an index built as it was in training only.
    private IndexSettings Settings()
    {
        using var lease = models.Lease();
        return IndexSettings.From(lease.Model.Manifest.Parameter);
    }

    /// <summary>The day of a time, as recommendations count days.</summary>
    public static int Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime).DayNumber;
}
