using System.Security.Cryptography;
using System.Text.Json;

namespace Platform.Inference;

/// <summary>
/// The files of one model version, read and checked as far as that goes without running the model:
/// sizes, links, manifest, hash. <see cref="LoadedModel.Open(string, ModelOptions?)"/> checks the rest.
/// </summary>
public sealed class ModelFolder
{
    public const string ModelFile = "model.onnx";
    public const string ManifestFile = "model.json";
    public const string GoldenFileName = "golden.json";

    private ModelFolder(string path, ModelManifest manifest, GoldenFile golden, byte[] onnx)
    {
        (Path, Manifest, Golden, Onnx) = (path, manifest, golden, onnx);
    }

    public string Path { get; }

    public ModelManifest Manifest { get; }

    public GoldenFile Golden { get; }

    /// <summary>The bytes that were hashed; the session is made of these, never of the file again.</summary>
    internal byte[] Onnx { get; }

    /// <summary>Reads a folder.</summary>
    /// <exception cref="ModelRefusedException">A file is missing, too large, outside of the folder, not readable as what it should be, or the hash differs.</exception>
    public static ModelFolder Load(string path, ModelOptions? options = null)
    {
        options ??= new ModelOptions();
        var reasons = new List<string>();
        var json = Read(path, ManifestFile, options.MaximumTextBytes, reasons);
        var goldenJson = Read(path, GoldenFileName, options.MaximumTextBytes, reasons);
        var onnx = Read(path, ModelFile, options.MaximumModelBytes, reasons);

        var manifest = Parse(ManifestFile, json, bytes => ModelManifest.Parse(bytes), reasons);
        var golden = Parse(GoldenFileName, goldenJson, bytes => GoldenFile.Parse(bytes), reasons);
        if (manifest is not null)
        {
            reasons.AddRange(ManifestRules.Check(manifest));
            if (onnx is not null && Sha256(onnx) is var actual && actual != manifest.Sha256)
            {
                reasons.Add($"{ModelFile} has SHA-256 {actual}, {ManifestFile} says \"{manifest.Sha256}\": truncated, changed, or another model.");
            }
        }

        if (golden is not null)
        {
            reasons.AddRange(GoldenRules.Check(golden));
        }

        return reasons.Count == 0
            ? new ModelFolder(path, manifest!, golden!, onnx!)
            : throw new ModelRefusedException(path, reasons);
    }

    /// <summary>Everything that speaks against serving the folder; empty when it verifies.</summary>
    public static IReadOnlyList<string> Verify(string path, ModelOptions? options = null)
    {
        try
        {
            LoadedModel.Open(path, options).Dispose();
            return [];
        }
        catch (ModelRefusedException refused)
        {
            return refused.Reasons;
        }
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[]? Read(string folder, string name, int limit, List<string> reasons)
    {
        try
        {
            var file = new FileInfo(System.IO.Path.Combine(folder, name));
            if (!file.Exists)
            {
                reasons.Add($"{name} is missing.");
                return null;
            }

            if (LeavesFolder(folder, file))
            {
                reasons.Add($"{name} is a link that leaves the model's folder.");
                return null;
            }

            using var stream = file.OpenRead();
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
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            reasons.Add($"{name} cannot be read: {error.Message}");
            return null;
        }
    }

    // Mounted volumes (Kubernetes) link every file to a neighbour within the folder: that is allowed.
    private static bool LeavesFolder(string folder, FileInfo file)
    {
        if (file.ResolveLinkTarget(returnFinalTarget: true) is not { } target)
        {
            return false;
        }

        var root = System.IO.Path.GetFullPath(new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder);
        return !target.FullName.StartsWith(root.TrimEnd('/', '\\') + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);
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
