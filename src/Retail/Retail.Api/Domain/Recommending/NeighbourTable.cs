namespace Retail.Api.Domain.Recommending;

/// <summary>An item near another, and how near.</summary>
public readonly record struct Neighbour(int Item, float Weight);

/// <summary>A sparse item-to-item matrix by rows: for each item the few others it speaks for. Immutable.</summary>
public sealed class NeighbourTable
{
    private readonly Neighbour[] _neighbours;
    private readonly int[] _starts;

    /// <param name="rows">For each item its neighbours, nearest first.</param>
    public NeighbourTable(IReadOnlyList<Neighbour[]> rows)
    {
        _starts = new int[rows.Count + 1];
        for (var item = 0; item < rows.Count; item++)
        {
            _starts[item + 1] = _starts[item] + rows[item].Length;
        }

        _neighbours = new Neighbour[_starts[^1]];
        for (var item = 0; item < rows.Count; item++)
        {
            rows[item].CopyTo(_neighbours, _starts[item]);
        }
    }

    /// <summary>Number of items (rows).</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The neighbours of an item, nearest first.</summary>
    public ReadOnlySpan<Neighbour> Of(int item) => _neighbours.AsSpan(_starts[item].._starts[item + 1]);
}
