using System.Globalization;
using Simulator.Traffic;

namespace Simulator.Shopping;

/// <summary>
/// The articles of the shop: each belongs to a theme (kitchen, garden, ...) and has its own popularity, so that shoppers'
/// baskets have something to be learned from.
/// </summary>
public sealed class Catalogue
{
    private static readonly string[] Themes =
        ["kitchen", "garden", "stationery", "toys", "lighting", "textiles", "christmas", "bathroom", "party", "travel"];

    private static readonly string[] Kinds =
        ["mug", "tray", "lantern", "basket", "notebook", "cushion", "candle", "box", "clock", "bag", "frame", "set"];

    private readonly Article[][] _byTheme;

    public Catalogue(int seed, int items)
    {
        var random = Draw.For(seed, "catalogue");
        Articles =
        [
            .. Enumerable.Range(0, items).Select(i =>
            {
                var theme = i % Themes.Length;
                return new Article(
                    string.Create(CultureInfo.InvariantCulture, $"sku-{i:D5}"),
                    $"{Themes[theme]} {random.Pick(Kinds)} no. {i.ToString(CultureInfo.InvariantCulture)}",
                    Themes[theme],
                    Math.Round((decimal)Math.Exp(random.Normal(1.2, 0.7)) + 0.5m, 2));
            }),
        ];
        _byTheme = [.. Themes.Select(theme => Articles.Where(article => article.Theme == theme).ToArray())];
    }

    public IReadOnlyList<Article> Articles { get; }

    /// <summary>An article of a theme; the first ones of a theme are bought more often than the last (Zipf).</summary>
    public Article Pick(Random random, int theme)
    {
        var articles = _byTheme[theme % _byTheme.Length];
        var rank = (int)Math.Exp(random.Uniform(0, Math.Log(articles.Length + 1))) - 1;
        return articles[Math.Min(rank, articles.Length - 1)];
    }

    public static int ThemeCount => Themes.Length;
}

/// <summary>An article of the shop.</summary>
public sealed record Article(string Sku, string Name, string Theme, decimal Price);
