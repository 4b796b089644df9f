namespace Retail.Api.Domain.Recommending;

/// <summary>
/// Weights that predict each item from a few others: for every item a ridge regression on its nearest neighbours,
/// w = (G + penalty I)^-1 g, with G their co-occurrence among themselves and g with the item. Unlike a cosine it does not
/// count the same evidence twice when neighbours go together. This is SLIM with feature selection (Ning and Karypis, "SLIM:
/// sparse linear methods for top-N recommender systems", ICDM 2011) with the squared penalty alone, as in EASE (Steck,
/// "Embarrassingly shallow autoencoders for sparse data", WWW 2019) confined to neighbours.
/// </summary>
public static class SparseLinear
{
    /// <param name="groups">Sparse vectors of weights: what each shopper met.</param>
    /// <param name="items">Number of items.</param>
    /// <param name="settings">Sizes and penalty.</param>
    /// <param name="cancellationToken">Stops the work between two items.</param>
    /// <returns>For each item the items it speaks for; most weight first, negative weights last.</returns>
    public static NeighbourTable Build(
        IReadOnlyList<Neighbour[]> groups, int items, IndexSettings settings, CancellationToken cancellationToken = default)
    {
        var together = new CoOccurrence(groups, items);
        var kept = Top.Of(together.Norms, settings.LinearItems).Select(item => item.Item).Order().ToArray();
        var gram = Gram(together, kept, cancellationToken);
        var rows = new List<Neighbour>[items];
        for (var item = 0; item < items; item++)
        {
            rows[item] = [];
        }

        var cosines = new float[kept.Length];
        for (var target = 0; target < kept.Length; target++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var other = 0; other < kept.Length; other++)
            {
                cosines[other] = other == target ? 0 : gram[target][other] / (MathF.Sqrt(gram[target][target] * gram[other][other]) + settings.Shrinkage);
            }

            var neighbours = Top.Of(cosines, settings.LinearNeighbours).Select(neighbour => neighbour.Item).ToArray();
            var weights = Solve(gram, neighbours, target, settings.LinearPenalty);
            for (var n = 0; n < neighbours.Length; n++)
            {
                rows[kept[neighbours[n]]].Add(new Neighbour(kept[target], (float)weights[n]));
            }
        }

        return new NeighbourTable([.. rows.Select(row => row.OrderByDescending(n => n.Weight).ThenBy(n => n.Item).ToArray())]);
    }

    private static float[][] Gram(CoOccurrence together, int[] kept, CancellationToken cancellationToken)
    {
        var row = new float[together.Items];
        var gram = new float[kept.Length][];
        for (var i = 0; i < kept.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            together.Row(kept[i], row);
            gram[i] = Array.ConvertAll(kept, item => row[item]);
        }

        return gram;
    }

    // Cholesky: the matrix is positive definite because of the penalty.
    private static double[] Solve(float[][] gram, int[] neighbours, int target, float penalty)
    {
        var size = neighbours.Length;
        var lower = new double[size][];
        var solution = new double[size];
        for (var i = 0; i < size; i++)
        {
            var row = lower[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var sum = gram[neighbours[i]][neighbours[j]] + (i == j ? penalty : 0.0);
                sum -= Dot(row, lower[j], j);
                row[j] = i == j ? Math.Sqrt(sum) : sum / lower[j][j];
            }

            solution[i] = (gram[target][neighbours[i]] - Dot(row, solution, i)) / row[i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            solution[i] /= lower[i][i];
            for (var j = 0; j < i; j++)
            {
                solution[j] -= lower[i][j] * solution[i];
            }
        }

        return solution;
    }

    private static double Dot(double[] a, double[] b, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
