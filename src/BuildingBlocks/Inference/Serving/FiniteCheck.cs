using System.Numerics;
using System.Runtime.InteropServices;

namespace Platform.Inference;

/// <summary>Finds values that are NaN or infinite, several at a time: images have 50,000 of them.</summary>
internal static class FiniteCheck
{
    /// <returns>The index of the first value that is not finite, or -1.</returns>
    public static int FirstNonFinite(ReadOnlySpan<float> values)
    {
        var start = 0;
        foreach (var chunk in MemoryMarshal.Cast<float, Vector<float>>(values))
        {
            // x - x is 0 for a finite x, NaN for any other.
            if (!Vector.EqualsAll(chunk - chunk, Vector<float>.Zero))
            {
                break;
            }

            start += Vector<float>.Count;
        }

        for (var i = start; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
