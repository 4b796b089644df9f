using System.Runtime.InteropServices;
using SkiaSharp;

namespace Healthcare.Api.Imaging;

public static class PngWriter
{
    /// <summary>Encodes RGBA pixels, row-major.</summary>
    public static byte[] Write(byte[] rgba, int width, int height)
    {
        var pinned = GCHandle.Alloc(rgba, GCHandleType.Pinned);
        try
        {
            var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            using var image = SKImage.FromPixelCopy(info, pinned.AddrOfPinnedObject());
            using var png = image.Encode(SKEncodedImageFormat.Png, 100);
            return png.ToArray();
        }
        finally
        {
            pinned.Free();
        }
    }
}
