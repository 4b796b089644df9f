using CsCheck;
using Platform.Inference.Trees;

namespace Inference.Tests.Trees;

/// <summary>Random ensembles and rows over few features, so that a feature often occurs twice on a path.</summary>
internal static class RandomTrees
{
    public const int Features = 5;

    /// <summary>Thresholds and features share a small grid, so that equality occurs.</summary>
    private static readonly Gen<float> Grid = Gen.Int[-4, 4].Select(i => i / 2f);

    public static readonly Gen<float[]> Row = Grid.Array[Features];

    public static readonly Gen<TreeEnsemble> Ensemble =
        Gen.Select(Gen.Int[0, 5].SelectMany(depth => Node(depth)).Array[1, 4], Row.Array[1, 30], Gen.Double[-2, 2], Gen.Bool)
            .Select((roots, rows, bias, logistic) => new TreeEnsemble(
                Features, bias, [.. roots.Select(root => Flatten(root, rows))], logistic ? ScoreTransform.Logistic : ScoreTransform.None));

    /// <summary>Twelve levels over twenty features: too many for every coalition.</summary>
    public static readonly Gen<float[]> WideRow = Grid.Array[20];

    public static readonly Gen<TreeEnsemble> Wide =
        Gen.Select(Node(12, 20).Array[1, 2], WideRow.Array[200])
            .Select((roots, rows) => new TreeEnsemble(20, 0, [.. roots.Select(root => Flatten(root, rows))], ScoreTransform.None));

    private static Gen<Branch> Node(int depth, int features = Features) => depth == 0
        ? Gen.Float[-3, 3].Select(value => new Branch(-1, 0, value, null, null))
        : Gen.Select(Gen.Int[0, features - 1], Grid, Gen.Int[0, Math.Min(depth - 1, 4)].SelectMany(lower => Node(lower, features)), Node(depth - 1, features))
            .Select((feature, threshold, left, right) => new Branch(feature, threshold, 0, left, right));

    private static Tree Flatten(Branch root, float[][] rows)
    {
        var nodes = new List<Branch>();
        var index = new Dictionary<Branch, int>(ReferenceEqualityComparer.Instance);
        Collect(root, nodes, index);
        var cover = new double[nodes.Count];
        foreach (var row in rows)
        {
            for (var node = root; ; node = row[node.Feature] <= node.Threshold ? node.Left! : node.Right!)
            {
                cover[index[node]]++;
                if (node.Left is null)
                {
                    break;
                }
            }
        }

        return new Tree(
            [.. nodes.Select(n => n.Feature)],
            [.. nodes.Select(n => n.Threshold)],
            [.. nodes.Select(n => n.Left is null ? -1 : index[n.Left])],
            [.. nodes.Select(n => n.Right is null ? -1 : index[n.Right])],
            [.. nodes.Select(n => n.Value)],
            cover);
    }

    private static void Collect(Branch node, List<Branch> nodes, Dictionary<Branch, int> index)
    {
        index[node] = nodes.Count;
        nodes.Add(node);
        foreach (var child in new[] { node.Left, node.Right }.OfType<Branch>())
        {
            Collect(child, nodes, index);
        }
    }

    private sealed class Branch(int feature, float threshold, float value, Branch? left, Branch? right)
    {
        public int Feature => feature;

        public float Threshold => threshold;

        public float Value => value;

        public Branch? Left => left;

        public Branch? Right => right;
    }
}
