using Platform.Learning;

namespace Healthcare.Evaluation.Data;

/// <summary>A data set as folders of images named for their class.</summary>
public static class ImageFolder
{
    private static readonly string[] Extensions = [".jpeg", ".jpg", ".png"];

    /// <summary>All images of the two class folders, in ordinal order of their paths.</summary>
    public static LabelledImage[] List(string folder, string negative, string positive)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"There is no folder {folder}.");
        }

        var images = Class(folder, negative, false).Concat(Class(folder, positive, true)).ToArray();
        return images.Length > 0
            ? images
            : throw new InputException($"{folder} holds no JPEG or PNG image in {negative}/ and {positive}/.");
    }

    private static IEnumerable<LabelledImage> Class(string folder, string name, bool positive)
    {
        var path = Path.Combine(folder, name);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path)
                .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .Select(file => new LabelledImage(file, PatientId.Of(file), positive))
            : throw new InputException($"{folder} has no folder {name}/: it must hold {name}/ with images of that class.");
    }
}
