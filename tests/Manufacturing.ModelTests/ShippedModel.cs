using Platform.Inference;

namespace Manufacturing.ModelTests;

/// <summary>The newest model in the repository, as a service would load it.</summary>
internal static class ShippedModel
{
    public static LoadedModel Open() => LoadedModel.Open(Folder());

    private static string Folder() =>
        Directory.EnumerateDirectories(Path.Combine(AppContext.BaseDirectory, "Models", "manufacturing"))
            .MaxBy(folder => Version.Parse(Path.GetFileName(folder)))!;
}
