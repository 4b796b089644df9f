using Platform.Learning;

namespace Healthcare.Evaluation;

/// <summary>A question asked of images, the data set it is learned from, and the folders of its two classes.</summary>
/// <param name="Name">Of the task, and of its model.</param>
/// <param name="DataPath">Under the data root.</param>
public sealed record ImagingTask(string Name, string DataPath, string Negative, string Positive, string Finding)
{
    private static readonly ImagingTask[] All =
    [
        new(Api.Imaging.ImagingModel.ChestXRay, "healthcare/chest-xray/train", "NORMAL", "PNEUMONIA", "pneumonia"),
    ];

    /// <exception cref="InputException">There is no such task.</exception>
    public static ImagingTask Named(string? name) =>
        All.SingleOrDefault(task => task.Name == name)
        ?? throw new InputException($"There is no imaging task '{name}'; give --task {string.Join(" or ", All.Select(task => task.Name))}.");
}
