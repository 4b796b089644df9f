namespace Retail.Api.Domain.Recommending;

/// <summary>
/// How often two items are met together, over groups of items: all that a shopper ever met, or one basket.
/// A group is a sparse vector of weights; the entry (i, j) is the sum over groups of weight(i) * weight(j).
/// </summary>
public sealed class CoOccurrence
{
    private readonly Neighbour[][] _groups;
    private readonly int[][] _groupsOfItem;
    private readonly int[][] _positionsOfItem;

    public CoOccurrence(IEnumerable<Neighbour[]> groups, int items)
    {
        _groups = [.. groups];
        Norms = new float[items];
        var groupsOfItem = new List<int>[items];
        var positionsOfItem = new List<int>[items];
        for (var item = 0; item < items; item++)
        {
            (groupsOfItem[item], positionsOfItem[item]) = ([], []);
        }

        for (var group = 0; group < _groups.Length; group++)
        {
            for (var position = 0; position < _groups[group].Length; position++)
            {
                var (item, weight) = _groups[group][position];
                groupsOfItem[item].Add(group);
                positionsOfItem[item].Add(position);
                Norms[item] += weight * weight;
            }
        }

        _groupsOfItem = [.. groupsOfItem.Select(g => g.ToArray())];
        _positionsOfItem = [.. positionsOfItem.Select(p => p.ToArray())];
    }

    /// <summary>The diagonal: squared length of each item's vector of weights.</summary>
    public float[] Norms { get; }

    public int Items => Norms.Length;

    /// <summary>Fills <paramref name="row"/> (one number an item) with the item's row, its own entry included.</summary>
    public void Row(int item, Span<float> row)
    {
        row.Clear();
        var groups = _groupsOfItem[item];
        var positions = _positionsOfItem[item];
        for (var g = 0; g < groups.Length; g++)
        {
            var group = _groups[groups[g]];
            var weight = group[positions[g]].Weight;
            foreach (var other in group)
            {
                row[other.Item] += weight * other.Weight;
            }
        }
    }
}
