using Platform.Inference;

namespace Retail.ModelTests;

/// <summary>The models in the repository, as a service would load them: loading verifies hash, shapes and golden vectors.</summary>
internal static class ShippedModels
{
    /// <summary>Trained on sales before July 2011, and measured on those after.</summary>
    public const string Measured = "1.0.0";

    /// <summary>Trained likewise on all sales of the data set; the one that serves.</summary>
    public const string Serving = "1.1.0";

    public static LoadedModel Open(string version) => LoadedModel.Open(Path.Combine(AppContext.BaseDirectory, "Models", "retail", version));
}
