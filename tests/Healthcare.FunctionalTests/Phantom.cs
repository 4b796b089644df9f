using Healthcare.Api.Imaging;

namespace Healthcare.FunctionalTests;

/// <summary>A drawn chest: two dark lungs in a bright body. Nobody's radiograph.</summary>
internal static class Phantom
{
    public static byte[] Png(int side = 128, byte body = 170)
    {
        var rgba = new byte[4 * side * side];
        for (var i = 0; i < side * side; i++)
        {
            var (u, v) = ((i % side + 0.5) / side, (i / side + 0.5) / side);
            var across = Math.Min(Math.Abs(u - 0.3), Math.Abs(u - 0.7));
            var isLung = across * across / 0.02 + (v - 0.5) * (v - 0.5) / 0.09 < 1;
            rgba.AsSpan(4 * i, 3).Fill((byte)((isLung ? 50 : body) + i % 17));
            rgba[4 * i + 3] = byte.MaxValue;
        }

        return PngWriter.Write(rgba, side, side);
    }
}
