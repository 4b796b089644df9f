using System.Security.Cryptography;
using System.Text;

namespace Healthcare.Evaluation.Data;

/// <summary>Identifies a set of images by class, name and content, wherever it lies.</summary>
public static class DataSetHash
{
    /// <summary>SHA-256, lower-case hexadecimal, over one line for each file in the order given.</summary>
    public static string Of(IEnumerable<LabelledImage> images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var image in images)
        {
            var content = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(image.Path)));
            hash.AppendData(Encoding.UTF8.GetBytes($"{(image.Positive ? 1 : 0)}/{Path.GetFileName(image.Path)}:{content}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
