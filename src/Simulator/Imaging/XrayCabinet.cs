using Simulator.Traffic;

namespace Simulator.Imaging;

/// <summary>Chest X-rays to upload: from the data folder where it has them, else drawn phantoms.</summary>
public sealed class XrayCabinet
{
    private const string Folder = "healthcare/chest-xray/train";

    private readonly int _seed;
    private readonly string[] _files;

    public XrayCabinet(int seed, string? dataRoot)
    {
        _seed = seed;
        var folder = dataRoot is null ? null : Path.Combine(dataRoot, Folder);
        _files = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.jpeg", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(folder, "*.jpg", SearchOption.AllDirectories))
                .Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Whether the pictures are real ones.</summary>
    public bool HasRealPictures => _files.Length > 0;

    /// <summary>The picture of the study with this number: always the same for the same cabinet.</summary>
    public async Task<byte[]> TakeAsync(int number, CancellationToken cancellationToken)
    {
        var random = Draw.For(_seed, "study", number);
        return HasRealPictures
            ? await File.ReadAllBytesAsync(random.Pick(_files), cancellationToken)
            : Phantom.Paint(_seed, number, sick: random.NextDouble() < 0.4);
    }
}
