using System.Runtime.InteropServices;
using SkiaSharp;

namespace Healthcare.Api.Imaging;

/// <summary>What became of the bytes: an image, or the reason why they are none that can be read.</summary>
public sealed record DecodedRadiograph(GrayImage? Image, string? MediaType, string? Refusal)
{
    internal static DecodedRadiograph Refused(string reason) => new(null, null, reason);
}

/// <summary>Reads PNG and JPEG. Training, evaluation and the API all decode here, so that pixels cannot differ.</summary>
public static class RadiographDecoder
{
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";

    /// <summary>Reads the header only: type and size, and whether both are within the limits.</summary>
    public static DecodedRadiograph Inspect(byte[] encoded, ImageLimits limits)
    {
        // A copy in native memory: the codec reads from it while the collector moves arrays.
        using var data = SKData.CreateCopy(encoded);
        using var codec = SKCodec.Create(data);
        return codec is null ? NotAnImage() : Inspect(codec, limits);
    }

    /// <summary>Decodes to luminance, or says why not. Transparent pixels count as black.</summary>
    public static DecodedRadiograph Decode(byte[] encoded, ImageLimits limits)
    {
        using var data = SKData.CreateCopy(encoded);
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            return NotAnImage();
        }

        var inspected = Inspect(codec, limits);
        if (inspected.Refusal is not null)
        {
            return inspected;
        }

        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        var rgba = new byte[info.BytesSize];
        var pinned = GCHandle.Alloc(rgba, GCHandleType.Pinned);
        SKCodecResult result;
        try
        {
            result = codec.GetPixels(info, pinned.AddrOfPinnedObject());
        }
        finally
        {
            pinned.Free();
        }

        return result is SKCodecResult.Success
            ? inspected with { Image = new GrayImage(info.Width, info.Height, Luminance(rgba)) }
            : DecodedRadiograph.Refused("The file ends too early or is damaged.");
    }

    private static DecodedRadiograph Inspect(SKCodec codec, ImageLimits limits)
    {
        var mediaType = codec.EncodedFormat switch
        {
            SKEncodedImageFormat.Png => Png,
            SKEncodedImageFormat.Jpeg => Jpeg,
            _ => null,
        };
        if (mediaType is null)
        {
            return NotAnImage();
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > limits.MaximumPixels)
        {
            return DecodedRadiograph.Refused($"The image has {width} x {height} pixels; at most {limits.MaximumPixels} are read.");
        }

        return Math.Min(width, height) < limits.MinimumSide
            ? DecodedRadiograph.Refused($"The image has {width} x {height} pixels; each side needs {limits.MinimumSide}.")
            : new DecodedRadiograph(null, mediaType, null);
    }

    private static DecodedRadiograph NotAnImage() => DecodedRadiograph.Refused("The file is neither a PNG nor a JPEG image.");

    /// <summary>Rec. 601 luma in integers: the same on every machine, and exact for grey input.</summary>
    private static byte[] Luminance(byte[] rgba)
    {
        var luminance = new byte[rgba.Length / 4];
        for (var i = 0; i < luminance.Length; i++)
        {
            luminance[i] = (byte)((77 * rgba[4 * i] + 150 * rgba[4 * i + 1] + 29 * rgba[4 * i + 2] + 128) >> 8);
        }

        return luminance;
    }
}
