using Healthcare.Api.Imaging;

namespace Healthcare.Tests;

/// <summary>A drawn chest: two dark lungs in a bright body. Nobody's radiograph.</summary>
internal static class Phantom
{
    public static GrayImage Draw(int width, int height)
    {
        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (u, v) = ((x + 0.5) / width, (y + 0.5) / height);
                var isLung = Math.Min(Math.Abs(u - 0.3), Math.Abs(u - 0.7)) is var across && across * across / 0.02 + (v - 0.5) * (v - 0.5) / 0.09 < 1;
                pixels[y * width + x] = (byte)((isLung ? 50 : 170) + (x * 7 + y * 13) % 20);
            }
        }

        return new GrayImage(width, height, pixels);
    }

    public static byte[] Png(int width = 224, int height = 224) =>
        PngWriter.Write([.. Draw(width, height).Pixels.SelectMany(pixel => new[] { pixel, pixel, pixel, byte.MaxValue })], width, height);
}
