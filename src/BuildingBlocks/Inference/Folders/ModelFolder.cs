using System.Security.Cryptography;

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
        var reasons = new List<string>();
        var files = ModelFiles.Read(path, options ?? new ModelOptions(), root: null, reasons);
        return From(path, files, reasons);
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

    internal static ModelFolder From(string path, ModelFiles files, List<string> reasons) => reasons.Count == 0
        ? new ModelFolder(path, files.Manifest!, files.Golden!, files.Onnx!)
        : throw new ModelRefusedException(path, reasons);
}
