using Platform.Inference;

namespace Platform.Learning;

/// <summary>Writes model folders that serve: each is verified as a service would, before it gets its name.</summary>
public static class ModelFolderWriter
{
    /// <summary>
    /// Writes <c>model.onnx</c>, <c>model.json</c> and <c>golden.json</c> into a folder beside, opens it as a service
    /// does, and renames it: there is never half a model, and a model that would be refused replaces nothing.
    /// </summary>
    /// <param name="folder">The version's folder, such as <c>Models/fraud/1.0.0</c>; one that exists is replaced.</param>
    /// <param name="onnx">The model.</param>
    /// <param name="manifest">Its manifest; the hash is filled in here.</param>
    /// <param name="golden">Inputs and outputs, from <see cref="GoldenRecorder"/>.</param>
    /// <returns>The manifest as written.</returns>
    /// <exception cref="ModelRefusedException">A service would refuse the model.</exception>
    public static ModelManifest Write(string folder, byte[] onnx, ModelManifest manifest, GoldenFile golden)
    {
        var target = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);
        var parent = Path.GetDirectoryName(target) ?? throw new ArgumentException("The folder has no parent.", nameof(folder));
        var beside = Path.Combine(parent, $".{Path.GetFileName(target)}.{Environment.ProcessId}");
        var written = manifest with { Sha256 = ModelFolder.Sha256(onnx) };
        try
        {
            Directory.CreateDirectory(beside);
            File.WriteAllBytes(Path.Combine(beside, ModelFolder.ModelFile), onnx);
            File.WriteAllBytes(Path.Combine(beside, ModelFolder.ManifestFile), written.ToJson());
            File.WriteAllBytes(Path.Combine(beside, ModelFolder.GoldenFileName), golden.ToJson());
            LoadedModel.Open(beside).Dispose();
            Replace(beside, target);
            return written;
        }
        finally
        {
            if (Directory.Exists(beside))
            {
                Directory.Delete(beside, recursive: true);
            }
        }
    }

    // A folder cannot be renamed over another: the old one steps aside, and comes back when the rename fails.
    private static void Replace(string beside, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(beside, target);
            return;
        }

        var old = beside + ".old";
        Directory.Move(target, old);
        try
        {
            Directory.Move(beside, target);
        }
        catch
        {
            Directory.Move(old, target);
            throw;
        }

        Directory.Delete(old, recursive: true);
    }
}
