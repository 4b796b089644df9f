using Healthcare.Api.Imaging;

namespace Healthcare.Api.Features.GetHeatMap;

/// <summary>Lays the evidence for a finding over a radiograph.</summary>
public static class HeatMapDrawing
{
    /// <summary>Longest side of the drawing, in pixels: the evidence has no more detail to show.</summary>
    public const int MaximumSide = 1024;

    /// <summary>Evidence, in logits, at which the colour is strongest. Fixed, so that two studies can be compared.</summary>
    private const float FullHeat = 12;
    private const float Opacity = 0.7f;

    /// <summary>
    /// The radiograph in grey, with the places that speak for the finding from yellow to red; what speaks against it is left as it is.
    /// </summary>
    /// <param name="evidence">Row-major over a square grid, in logits.</param>
    /// <returns>RGBA, row-major, of the drawing's width and height.</returns>
    public static (byte[] Rgba, int Width, int Height) Draw(GrayImage image, float[] evidence)
    {
        var grid = (int)Math.Sqrt(evidence.Length);
        var scale = Math.Min(1.0, (double)MaximumSide / Math.Max(image.Width, image.Height));
        var (width, height) = (Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale)));
        var rgba = new byte[4 * width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var gray = image.Pixels[y * image.Height / height * image.Width + x * image.Width / width];
                var heat = Math.Clamp(Interpolate(evidence, grid, (x + 0.5f) / width, (y + 0.5f) / height) / FullHeat, 0, 1);
                var alpha = Opacity * heat;
                var at = 4 * (y * width + x);
                rgba[at] = Blend(gray, 255, alpha);
                rgba[at + 1] = Blend(gray, 220 * (1 - heat), alpha);
                rgba[at + 2] = Blend(gray, 0, alpha);
                rgba[at + 3] = 255;
            }
        }

        return (rgba, width, height);
    }

    /// <summary>Bilinear between the centres of the grid's cells; constant beyond the outermost centres.</summary>
    /// <param name="u">Across, 0 to 1.</param>
    /// <param name="v">Down, 0 to 1.</param>
    public static float Interpolate(ReadOnlySpan<float> cells, int grid, float u, float v)
    {
        var (x, y) = (Math.Clamp(u * grid - 0.5f, 0, grid - 1), Math.Clamp(v * grid - 0.5f, 0, grid - 1));
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, grid - 1), Math.Min(top + 1, grid - 1));
        var (fx, fy) = (x - left, y - top);
        var upper = cells[top * grid + left] * (1 - fx) + cells[top * grid + right] * fx;
        var lower = cells[bottom * grid + left] * (1 - fx) + cells[bottom * grid + right] * fx;
        return upper * (1 - fy) + lower * fy;
    }

    private static byte Blend(byte below, float above, float alpha) => (byte)(below * (1 - alpha) + above * alpha + 0.5f);
}
