using System.ComponentModel.DataAnnotations;

namespace Healthcare.Api.Imaging;

/// <summary>What an upload may cost, section <c>Imaging</c>. Checked from the file's header, before a pixel is decoded.</summary>
public sealed class ImageLimits
{
    public const string Section = "Imaging";

    /// <summary>Bytes of the encoded file. A 16-megapixel radiograph as PNG stays below the default.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaximumBytes { get; set; } = 20 * 1024 * 1024;

    /// <summary>Width times height. A few kilobytes of PNG can claim gigabytes of pixels; the header says so first.</summary>
    [Range(4096, 100_000_000)]
    public int MaximumPixels { get; set; } = 16_000_000;

    /// <summary>Pixels of the shorter side, below which nothing can be seen.</summary>
    [Range(16, 1024)]
    public int MinimumSide { get; set; } = 64;
}
