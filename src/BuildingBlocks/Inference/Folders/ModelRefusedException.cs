namespace Platform.Inference;

/// <summary>A model folder that must not serve, with every reason found, in words for whoever made it.</summary>
public sealed class ModelRefusedException : Exception
{
    public ModelRefusedException(string folder, IReadOnlyList<string> reasons, Exception? cause = null)
        : base($"The model in {folder} is refused: {string.Join(" ", reasons)}", cause)
    {
        (Folder, Reasons) = (folder, reasons);
    }

    public string Folder { get; }

    public IReadOnlyList<string> Reasons { get; }
}
