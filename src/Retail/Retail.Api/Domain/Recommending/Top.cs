namespace Retail.Api.Domain.Recommending;

/// <summary>Picks the largest of many numbers.</summary>
public static class Top
{
    /// <summary>Positions and values of the largest numbers above 0, largest first; of equal ones the first position.</summary>
    public static Neighbour[] Of(ReadOnlySpan<float> values, int count)
    {
        if (count <= 0)
        {
            return [];
        }

        // The least of the chosen ones is on top of the heap, and gives way to anything better.
        var chosen = new PriorityQueue<int, (float Value, int Order)>(count + 1);
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] > 0))
            {
                continue;
            }

            if (chosen.Count < count)
            {
                chosen.Enqueue(i, (values[i], -i));
            }
            else
            {
                chosen.EnqueueDequeue(i, (values[i], -i));
            }
        }

        var top = new Neighbour[chosen.Count];
        for (var place = top.Length - 1; place >= 0; place--)
        {
            var item = chosen.Dequeue();
            top[place] = new Neighbour(item, values[item]);
        }

        return top;
    }
}
