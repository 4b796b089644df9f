using Healthcare.Api.Imaging;
using Healthcare.Evaluation.Data;
using Healthcare.Evaluation.Protocol;
using static TorchSharp.torch;

namespace Healthcare.Training;

/// <summary>Images as the network sees them: [N, 1, side, side] and labels [N], 1 for the finding.</summary>
internal sealed record ImageTensors(Tensor Inputs, Tensor Labels)
{
    public long Count => Labels.shape[0];

    /// <summary>Decodes and preprocesses as the service does.</summary>
    public static async Task<ImageTensors> LoadAsync(LabelledImage[] images, CancellationToken cancellationToken)
    {
        var values = new float[images.Length * Preprocessing.Length];
        await ScoredImages.ForEachInputAsync(images, (i, input) => input.CopyTo(values, i * Preprocessing.Length), cancellationToken);
        return new ImageTensors(
            tensor(values, [images.Length, 1, Preprocessing.Side, Preprocessing.Side]),
            tensor(Array.ConvertAll(images, image => image.Positive ? 1f : 0f)));
    }
}
