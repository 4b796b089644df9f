using System.Collections.Concurrent;
using System.Runtime.Intrinsics;

namespace Platform.Inference.Trees;

/// <summary>
/// Gauss-Legendre quadrature on [0, 1], four points to a vector. With n points it integrates every polynomial of a
/// degree up to 2n - 1 exactly, so what is left of an error is rounding. Abramowitz and Stegun, 25.4.29.
/// </summary>
internal sealed class Quadrature
{
    /// <summary>The degree that one block of four points integrates exactly, plus one.</summary>
    public const int DegreesPerBlock = 2 * Lanes;

    private const int Lanes = 4;
    private static readonly ConcurrentDictionary<int, Quadrature> ByBlocks = new();

    private Quadrature(int blocks)
    {
        var count = blocks * Lanes;
        var (points, weights) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            (points[i], weights[i]) = Root(count, i);
        }

        Blocks = [.. Enumerable.Range(0, blocks).Select(block => new Block(
            Vector256.Create(points, block * Lanes), Vector256.Create(weights, block * Lanes)))];
    }

    public Block[] Blocks { get; }

    /// <summary>The smallest quadrature of whole blocks that is exact for polynomials of this degree.</summary>
    public static Quadrature ForDegree(int degree) =>
        ByBlocks.GetOrAdd((degree / DegreesPerBlock) + 1, blocks => new Quadrature(blocks));

    // The i-th root x of the Legendre polynomial P_n by Newton's method, and its weight 2 / ((1 - x^2) P_n'(x)^2), from
    // [-1, 1] to [0, 1]. The start is close enough that five steps reach the last bit; the others cost nothing.
    private static (double Point, double Weight) Root(int n, int i)
    {
        var x = Math.Cos(Math.PI * (i + .75) / (n + .5));
        var (value, slope) = Legendre(n, x);
        for (var step = 0; step < 10; step++)
        {
            x -= value / slope;
            (value, slope) = Legendre(n, x);
        }

        return ((1 + x) / 2, 1 / ((1 - (x * x)) * slope * slope));
    }

    // P_n(x) and its derivative by Bonnet's recursion.
    private static (double Value, double Slope) Legendre(int n, double x)
    {
        var (before, value) = (1.0, x);
        for (var k = 2; k <= n; k++)
        {
            (before, value) = (value, ((((2 * k) - 1) * x * value) - ((k - 1) * before)) / k);
        }

        return (value, n * ((x * value) - before) / ((x * x) - 1));
    }

    /// <summary>Four points and their weights.</summary>
    internal readonly record struct Block(Vector256<double> Points, Vector256<double> Weights);
}
