using System.Globalization;
using Simulator.Traffic;

namespace Simulator.Shopping;

/// <summary>
/// Shoppers for Retail: a catalogue and past baskets first, then live visits. On each step one shopper looks at what is
/// recommended and at an article of its own choice, and now and then checks out a basket, which Fraud screens.
/// </summary>
public sealed class ShoppingFeed(HttpClient retail, SimulationOptions options, Pace pace, TimeProvider time) : IFeed
{
    private const int BulkSize = 1_000;
    private const int PastDays = 60;
    private const double CheckoutShare = 0.15;
    private const string Currency = "GBP";

    private readonly Catalogue _catalogue = new(options.Seed, options.CatalogueItems);
    private readonly Shopper[] _shoppers = [.. Enumerable.Range(0, options.Shoppers).Select(number => new Shopper(options.Seed, number))];

    // Visits are news in every run; only the people and the past are the same again.
    private readonly Random _random = Draw.For(options.Seed, "visits", (int)(time.GetUtcNow().ToUnixTimeSeconds() & int.MaxValue));

    public string Name => "shopping";

    public double Rate => options.ShoppingStepsPerSecond;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        foreach (var articles in _catalogue.Articles.Chunk(BulkSize))
        {
            await pace.WhenRunningAsync(cancellationToken);
            await retail.PutAsync(
                "/v1/catalogue/items",
                new { Items = articles.Select(article => new { Id = article.Sku, Title = article.Name, article.Price, Currency, Available = true }) },
                cancellationToken);
        }

        foreach (var feedback in PastPurchases().Chunk(BulkSize))
        {
            await pace.WhenRunningAsync(cancellationToken);
            await RecordAsync(feedback, cancellationToken);
        }
    }

    public async Task StepAsync(CancellationToken cancellationToken)
    {
        var shopper = _random.Pick(_shoppers);
        if (_random.NextDouble() < CheckoutShare)
        {
            await CheckOutAsync(shopper, cancellationToken);
        }
        else
        {
            await BrowseAsync(shopper, cancellationToken);
        }
    }

    public void Skip()
    {
        // The next visit is another one anyway.
    }

    private async Task BrowseAsync(Shopper shopper, CancellationToken cancellationToken)
    {
        _ = await retail.FindAsync($"/v1/shoppers/{shopper.Id}/recommendations?limit=10", cancellationToken);
        var article = shopper.Choose(_catalogue, _random);
        var kind = _random.NextDouble() < 0.3 ? "basket" : "view";
        await RecordAsync([new Feedback(NewId(), shopper.Id, article.Sku, kind, time.GetUtcNow())], cancellationToken);
    }

    private async Task CheckOutAsync(Shopper shopper, CancellationToken cancellationToken)
    {
        var lines = shopper.Basket(_catalogue, _random)
            .Select(article => new { ItemId = article.Sku, Quantity = 1 + _random.Next(_random.NextDouble() < 0.1 ? 12 : 3) });
        await retail.PostAsync(
            "/v1/orders",
            new { OrderKey = NewId(), ShopperId = shopper.Id, Currency, Lines = lines.ToArray() },
            cancellationToken);
    }

    // The past is drawn for a fixed stretch of days, so that bringing it in again changes nothing.
    private IEnumerable<Feedback> PastPurchases()
    {
        var random = Draw.For(options.Seed, "past baskets");
        var today = new DateTimeOffset(time.GetUtcNow().Date, TimeSpan.Zero);
        var month = new DateTimeOffset(today.Year, today.Month, 1, 0, 0, 0, TimeSpan.Zero);
        for (var basket = 0; basket < options.PastBaskets; basket++)
        {
            var shopper = random.Pick(_shoppers);
            var at = month.AddDays(-random.Uniform(0, PastDays));
            foreach (var article in shopper.Basket(_catalogue, random))
            {
                yield return new Feedback(
                    string.Create(CultureInfo.InvariantCulture, $"past-{options.Seed}-{month:yyyyMM}-{basket}-{article.Sku}"),
                    shopper.Id, article.Sku, "purchase", at);
            }
        }
    }

    private async Task RecordAsync(IEnumerable<Feedback> feedback, CancellationToken cancellationToken) =>
        await retail.PostAsync("/v1/feedback", new { Feedback = feedback }, cancellationToken);

    private string NewId() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    private sealed record Feedback(string FeedbackId, string ShopperId, string ItemId, string Kind, DateTimeOffset At);
}
