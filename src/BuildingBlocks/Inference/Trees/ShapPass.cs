using System.Runtime.Intrinsics;

namespace Platform.Inference.Trees;

/// <summary>What one edge multiplies, and what it is worth, at four points of the quadrature.</summary>
internal struct ShapStep
{
    /// <summary>The row goes this way wherever the feature is asked down to here: one = 1.</summary>
    public bool Taken;

    /// <summary>1 / (zero + (one - zero) t), kept where <see cref="Taken"/>.</summary>
    public Vector256<double> Inverse;

    /// <summary>weight * (one - zero) / (zero + (one - zero) t).</summary>
    public Vector256<double> Worth;

    /// <summary><see cref="Worth"/> here less that of the edge above on the same feature, which this one replaces.</summary>
    public Vector256<double> Gain;

    /// <summary>What the path's product is multiplied by on this edge.</summary>
    public Vector256<double> Factor;

    /// <summary>The path's product down to here.</summary>
    public Vector256<double> Path;

    /// <summary>The sum over the leaves below of leaf times the product from here down to it.</summary>
    public Vector256<double> Below;
}

/// <summary>One tree's part of <see cref="TreeShap"/> at four points of the quadrature: down for the products, up for the sums.</summary>
internal readonly ref struct ShapPass(ReadOnlySpan<ShapEdge> edges, Span<ShapStep> steps, Quadrature.Block block)
{
    private readonly ReadOnlySpan<ShapEdge> _edges = edges;
    private readonly Span<ShapStep> _steps = steps[..edges.Length];
    private readonly Vector256<double> _t = block.Points;
    private readonly Vector256<double> _weight = block.Weights;

    /// <summary>Adds, for each feature, its contributions at the four points.</summary>
    public void Run(ReadOnlySpan<float> row, Span<Vector256<double>> sums)
    {
        Descend(row);
        for (var i = _edges.Length - 1; i > 0; i--)
        {
            ref readonly var edge = ref _edges[i];
            ref var step = ref _steps[i];
            sums[edge.Feature] += step.Gain * step.Path * step.Below;
            _steps[edge.Parent].Below += step.Factor * step.Below;
        }
    }

    private void Descend(ReadOnlySpan<float> row)
    {
        var rest = Vector256<double>.One - _t;
        var worthUntaken = -_weight / rest;
        _steps[0].Path = Vector256<double>.One;
        for (var i = 1; i < _edges.Length; i++)
        {
            ref readonly var edge = ref _edges[i];
            ref var step = ref _steps[i];
            step.Below = Vector256.Create((double)edge.Value);
            var isFirst = edge.Previous == ShapEdge.None;
            if (!isFirst && !_steps[edge.Previous].Taken)
            {
                // Both factors are zero * (1 - t): what is left is the share, and the worth stays as it is.
                step.Taken = false;
                step.Gain = Vector256<double>.Zero;
                step.Factor = Vector256.Create(edge.Share);
            }
            else
            {
                step.Taken = edge.Takes(row);
                if (step.Taken)
                {
                    step.Factor = Vector256.Create(edge.Absent) + (Vector256.Create(1 - edge.Absent) * _t);
                    step.Inverse = Vector256<double>.One / step.Factor;
                    step.Worth = _weight * Vector256.Create(1 - edge.Absent) * step.Inverse;
                    step.Gain = step.Worth;
                }
                else
                {
                    step.Factor = Vector256.Create(edge.Absent) * rest;
                    step.Gain = worthUntaken;
                }

                if (!isFirst)
                {
                    step.Factor *= _steps[edge.Previous].Inverse;
                    step.Gain -= _steps[edge.Previous].Worth;
                }
            }

            step.Path = _steps[edge.Parent].Path * step.Factor;
        }
    }
}
