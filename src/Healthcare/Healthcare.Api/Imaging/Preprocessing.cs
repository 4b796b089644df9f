namespace Healthcare.Api.Imaging;

/// <summary>
/// From a radiograph to the network's input: the histogram is equalised, the image is brought to a fixed square.
/// Shared by training, evaluation and the API.
/// </summary>
public static class Preprocessing
{
    /// <summary>Pixels of a side of the network's input.</summary>
    public const int Side = 128;

    /// <summary>Values of one input: one channel, row-major.</summary>
    public const int Length = Side * Side;

    /// <summary>
    /// The network's input: <see cref="Length"/> values, mean about 0, within -1.75..1.75.
    /// The aspect ratio is not kept: the training images were stretched to squares before they were published.
    /// </summary>
    public static float[] ToInput(GrayImage image)
    {
        var input = ResizeByArea(image, EqualisationTable(image.Pixels), Side);
        for (var i = 0; i < input.Length; i++)
        {
            // Equalised values are uniform on 0..1: mean 0.5, standard deviation 1/sqrt(12).
            input[i] = (input[i] - 0.5f) * 3.5f;
        }

        return input;
    }

    /// <summary>
    /// For each grey level the share of pixels that are darker (ties count half): 0..1. Any monotone exposure curve of a
    /// scanner leaves it as it is, and exposure tells more about the department than about the lung.
    /// </summary>
    public static float[] EqualisationTable(ReadOnlySpan<byte> pixels)
    {
        Span<int> histogram = stackalloc int[256];
        foreach (var pixel in pixels)
        {
            histogram[pixel]++;
        }

        var table = new float[256];
        var darker = 0;
        for (var level = 0; level < 256; level++)
        {
            table[level] = (float)((darker + 0.5 * histogram[level]) / pixels.Length);
            darker += histogram[level];
        }

        return table;
    }

    /// <summary>Each target pixel is the mean of the source area it covers (box filter), after the table is applied.</summary>
    public static float[] ResizeByArea(GrayImage image, ReadOnlySpan<float> table, int side)
    {
        // Separable: first along x into rows of `side` values, then along y.
        var narrowed = new float[image.Height * side];
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var (from, to) = ((double)x * image.Width / side, (double)(x + 1) * image.Width / side);
                var sum = 0.0;
                for (var i = (int)from; i < image.Width && i < to; i++)
                {
                    sum += Overlap(i, from, to) * table[image.Pixels[y * image.Width + i]];
                }

                narrowed[y * side + x] = (float)(sum / (to - from));
            }
        }

        var resized = new float[side * side];
        for (var y = 0; y < side; y++)
        {
            var (from, to) = ((double)y * image.Height / side, (double)(y + 1) * image.Height / side);
            for (var x = 0; x < side; x++)
            {
                var sum = 0.0;
                for (var i = (int)from; i < image.Height && i < to; i++)
                {
                    sum += Overlap(i, from, to) * narrowed[i * side + x];
                }

                resized[y * side + x] = (float)(sum / (to - from));
            }
        }

        return resized;
    }

    /// <summary>How much of the pixel [i, i + 1) lies within [from, to).</summary>
    private static double Overlap(int i, double from, double to) => Math.Min(i + 1, to) - Math.Max(i, from);
}
