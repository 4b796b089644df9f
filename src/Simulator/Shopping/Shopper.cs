using System.Globalization;
using Simulator.Traffic;

namespace Simulator.Shopping;

/// <summary>A shopper with two favourite themes, who mostly stays with them.</summary>
public sealed class Shopper
{
    private readonly int[] _themes;

    public Shopper(int seed, int number)
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"shopper-{number:D5}");
        var random = Draw.For(seed, "shopper", number);
        _themes = [random.Next(Catalogue.ThemeCount), random.Next(Catalogue.ThemeCount)];
    }

    public string Id { get; }

    /// <summary>What catches the shopper's eye.</summary>
    public Article Choose(Catalogue catalogue, Random random) =>
        catalogue.Pick(random, random.NextDouble() < 0.85 ? random.Pick(_themes) : random.Next(Catalogue.ThemeCount));

    /// <summary>A basket of one to six different articles.</summary>
    public IReadOnlyList<Article> Basket(Catalogue catalogue, Random random) =>
        [.. Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Choose(catalogue, random)).Distinct()];
}
