using Platform.Learning;

namespace Manufacturing.Training.Commands;

/// <summary>The folders that options mean when they are not given.</summary>
internal static class ManufacturingOptions
{
    /// <summary>The models that the service ships.</summary>
    public static ServiceModels Models { get; } = new("src/Manufacturing/Manufacturing.Api/Models/manufacturing");
}
