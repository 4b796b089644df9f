using Healthcare.Api.Imaging;
using Healthcare.Evaluation.Data;
using Platform.Inference;
using Platform.Learning;

namespace Healthcare.Evaluation.Protocol;

/// <summary>Images with what the model said of them, in the same order.</summary>
public sealed record ScoredImages(LabelledImage[] Images, float[] Probabilities)
{
    // A folder given at the command line is trusted more than an upload.
    private static readonly ImageLimits Limits = new() { MaximumPixels = 100_000_000, MinimumSide = 16 };

    public float[] Labels => Array.ConvertAll(Images, image => image.Positive ? 1f : 0f);

    /// <summary>Decodes, preprocesses and scores each image as the service does.</summary>
    /// <exception cref="InputException">A file is no image that can be read.</exception>
    public static async Task<ScoredImages> ScoreAsync(LoadedModel model, LabelledImage[] images, CancellationToken cancellationToken)
    {
        var probabilities = new float[images.Length];
        await ForEachInputAsync(images, (i, input) =>
        {
            using var outputs = model.Run(input);
            probabilities[i] = outputs[ImagingModel.Probability][0];
        }, cancellationToken);
        return new ScoredImages(images, probabilities);
    }

    /// <summary>Makes the network's input of each image and hands it on with the image's index, on all processors at once.</summary>
    /// <exception cref="InputException">A file is no image that can be read.</exception>
    public static Task ForEachInputAsync(LabelledImage[] images, Action<int, float[]> use, CancellationToken cancellationToken) =>
        Parallel.ForAsync(0, images.Length, cancellationToken, (i, _) =>
        {
            use(i, Input(images[i]));
            return ValueTask.CompletedTask;
        });

    private static float[] Input(LabelledImage image)
    {
        var decoded = RadiographDecoder.Decode(File.ReadAllBytes(image.Path), Limits);
        return decoded.Image is { } pixels
            ? Preprocessing.ToInput(pixels)
            : throw new InputException(decoded.Refusal!, image.Path);
    }
}
