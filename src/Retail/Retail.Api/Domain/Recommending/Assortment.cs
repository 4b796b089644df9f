namespace Retail.Api.Domain.Recommending;

/// <summary>The items a shop can recommend, numbered from 0, with their present prices. Immutable.</summary>
public sealed class Assortment
{
    private readonly Dictionary<string, int> _positions;
    private readonly float[] _logPrices;

    /// <param name="items">Item ids, each once, with the price of one piece; only relations of prices are used, never the currency.</param>
    public Assortment(IReadOnlyList<(string Id, decimal Price)> items)
    {
        Ids = [.. items.Select(item => item.Id)];
        _logPrices = [.. items.Select(item => MathF.Log(Math.Max((float)item.Price, 0.01f)))];
        _positions = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        for (var position = 0; position < items.Count; position++)
        {
            _positions.Add(items[position].Id, position);
        }
    }

    public IReadOnlyList<string> Ids { get; }

    public int Count => Ids.Count;

    /// <summary>Natural logarithm of an item's price.</summary>
    public float LogPrice(int item) => _logPrices[item];

    public bool TryFind(string id, out int position) => _positions.TryGetValue(id, out position);
}
