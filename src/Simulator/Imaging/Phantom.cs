using Simulator.Traffic;
using SkiaSharp;

namespace Simulator.Imaging;

/// <summary>
/// Draws a phantom of a chest X-ray: body, two dark lungs, ribs, heart, and for a sick one cloudy opacities. It exercises
/// the service where no data set is at hand; it is no picture of a patient, and what a model says of it means nothing.
/// </summary>
public static class Phantom
{
    private const int Side = 224;

    /// <summary>A JPEG of 224 x 224 grey pixels, the same for the same seed and number.</summary>
    public static byte[] Paint(int seed, int number, bool sick)
    {
        var random = Draw.For(seed, sick ? "sick phantom" : "phantom", number);
        using var surface = SKSurface.Create(new SKImageInfo(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(new SKColor(18, 18, 18));

        Ellipse(canvas, 112, 128, 96, 118, Grey(random, 150), blur: 10);
        var (left, right) = (70 + Jitter(random, 5), 154 + Jitter(random, 5));
        Ellipse(canvas, left, 112, 34, 74, Grey(random, 55), blur: 6);
        Ellipse(canvas, right, 112, 34, 74, Grey(random, 55), blur: 6);
        Ellipse(canvas, 126, 150, 30, 40, Grey(random, 165), blur: 5);
        Ribs(canvas, random);
        if (sick)
        {
            Opacities(canvas, random, left, right);
        }

        using var image = surface.Snapshot();
        using var jpeg = image.Encode(SKEncodedImageFormat.Jpeg, 90);
        return jpeg.ToArray();
    }

    private static void Ribs(SKCanvas canvas, Random random)
    {
        using var paint = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 4, Color = new SKColor(190, 190, 190, 70) };
        for (var y = 45f; y < 185; y += 17)
        {
            var top = y + Jitter(random, 2);
            canvas.DrawArc(new SKRect(28, top, 108, top + 46), 190, 150, false, paint);
            canvas.DrawArc(new SKRect(116, top, 196, top + 46), 200, 150, false, paint);
        }
    }

    private static void Opacities(SKCanvas canvas, Random random, float left, float right)
    {
        for (var count = 3 + random.Next(4); count > 0; count--)
        {
            var x = (random.Next(2) == 0 ? left : right) + Jitter(random, 18);
            Ellipse(canvas, x, 130 + Jitter(random, 45), 12 + random.Next(12), 10 + random.Next(14), new SKColor(185, 185, 185, 130), blur: 9);
        }
    }

    private static void Ellipse(SKCanvas canvas, float x, float y, float width, float height, SKColor colour, float blur)
    {
        using var soft = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, blur);
        using var paint = new SKPaint { IsAntialias = true, Color = colour, MaskFilter = soft };
        canvas.DrawOval(x, y, width, height, paint);
    }

    private static SKColor Grey(Random random, int level)
    {
        var value = (byte)(level + random.Next(-12, 13));
        return new SKColor(value, value, value);
    }

    private static float Jitter(Random random, double by) => (float)random.Uniform(-by, by);
}
