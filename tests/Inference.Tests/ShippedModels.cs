using Platform.Inference;

namespace Inference.Tests;

/// <summary>The folders of the models that the services ship, every version.</summary>
internal static class ShippedModels
{
    public static TheoryData<string> Trees => Of(ModelKind.TreeEnsemble);

    public static TheoryData<string> Networks => Of(ModelKind.Network);

    /// <param name="folder">Name and version, as in <see cref="Trees"/>.</param>
    public static string PathOf(string folder) => Folders().Single(path => NameOf(path) == folder);

    private static TheoryData<string> Of(ModelKind kind) =>
        [.. Folders().Where(path => ModelFolder.Load(path).Manifest.Kind == kind).Select(NameOf)];

    private static string NameOf(string path) => Path.Combine(Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileName(path));

    private static IEnumerable<string> Folders() => Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Models"), ModelFolder.ManifestFile, SearchOption.AllDirectories)
        .Select(file => Path.GetDirectoryName(file)!)
        .Order(StringComparer.Ordinal);
}
