using Healthcare.Api.Imaging;
using Healthcare.Evaluation.Commands;
using Platform.Inference;

namespace Healthcare.ModelTests;

/// <summary>The model that the service ships, opened as the service opens it.</summary>
public sealed class ChestXRayModel : IDisposable
{
    public LoadedModel Model { get; } = LoadedModel.Open(Folder);

    public static string Folder => ImagingOptions.NewestModel(ImagingModel.ChestXRay);

    public void Dispose() => Model.Dispose();
}
