using System.Text.Json;

namespace Platform.Inference;

/// <summary>The files of a folder as far as they could be read; the reasons say what is wrong with the others.</summary>
internal sealed record ModelFiles(ModelManifest? Manifest, GoldenFile? Golden, byte[]? Onnx)
{
    /// <param name="path">The folder of the version.</param>
    /// <param name="root">The folder it must lie in once all links are followed; null for wherever it lies.</param>
    public static ModelFiles Read(string path, ModelOptions options, string? root, List<string> reasons)
    {
        if (RealFolder(path, root, reasons) is not { } folder)
        {
            return new ModelFiles(null, null, null);
        }

        var json = ReadFile(folder, ModelFolder.ManifestFile, options.MaximumTextBytes, reasons);
        var goldenJson = ReadFile(folder, ModelFolder.GoldenFileName, options.MaximumTextBytes, reasons);
        var onnx = ReadFile(folder, ModelFolder.ModelFile, options.MaximumModelBytes, reasons);

        var manifest = Parse(ModelFolder.ManifestFile, json, bytes => ModelManifest.Parse(bytes), reasons);
        var golden = Parse(ModelFolder.GoldenFileName, goldenJson, bytes => GoldenFile.Parse(bytes), reasons);
        var holds = manifest is not null && AddAll(ManifestRules.Check(manifest), reasons);
        if (manifest is not null && onnx is not null && ModelFolder.Sha256(onnx) is var actual && actual != manifest.Sha256)
        {
            reasons.Add($"{ModelFolder.ModelFile} has SHA-256 {actual}, {ModelFolder.ManifestFile} says \"{manifest.Sha256}\": truncated, changed, or another model.");
        }

        return new ModelFiles(holds ? manifest : null, golden is not null && AddAll(GoldenRules.Check(golden), reasons) ? golden : null, onnx);
    }

    private static bool AddAll(IEnumerable<string> found, List<string> reasons)
    {
        var before = reasons.Count;
        reasons.AddRange(found);
        return reasons.Count == before;
    }

    private static string? RealFolder(string path, string? root, List<string> reasons)
    {
        try
        {
            var folder = RealPath.Of(path);
            if (root is null || RealPath.IsWithin(RealPath.Of(root), folder))
            {
                return folder;
            }

            reasons.Add("The version's folder is a link that leaves the folder of the model.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            reasons.Add($"The version's folder cannot be read: {error.Message}");
        }

        return null;
    }

    // Mounted volumes (Kubernetes) link every file to a neighbour within the folder: that is allowed.
    private static byte[]? ReadFile(string folder, string name, int limit, List<string> reasons)
    {
        try
        {
            var path = RealPath.Of(Path.Combine(folder, name));
            if (!RealPath.IsWithin(folder, path))
            {
                reasons.Add($"{name} is a link that leaves the model's folder.");
                return null;
            }

            if (!File.Exists(path))
            {
                reasons.Add($"{name} is missing.");
                return null;
            }

            using var stream = File.OpenRead(path);
            if (stream.Length > limit)
            {
                reasons.Add($"{name} has {stream.Length} bytes, {limit} are allowed.");
                return null;
            }

            // The length that was checked, not one more: the file may be growing.
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            reasons.Add($"{name} cannot be read: {error.Message}");
            return null;
        }
    }

    private static T? Parse<T>(string name, byte[]? json, Func<byte[], T> parse, List<string> reasons)
        where T : class
    {
        try
        {
            return json is null ? null : parse(json);
        }
        catch (JsonException error)
        {
            reasons.Add($"{name} is not valid at {error.Path ?? "its start"}: {error.Message}");
            return null;
        }
    }
}
