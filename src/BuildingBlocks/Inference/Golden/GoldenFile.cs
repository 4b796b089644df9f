using System.Text.Json;

namespace Platform.Inference;

/// <summary>
/// <c>golden.json</c>: synthetic inputs with the outputs the model gave when it was made. A model that does
/// not give them again, on this machine and runtime, is not served.
/// </summary>
/// <param name="Tolerance">Largest allowed |given - expected| / max(1, |expected|); in (0, 1e-5].</param>
public sealed record GoldenFile(double Tolerance, GoldenCase[] Cases)
{
    /// <summary>The tolerance of the design, and the largest that is accepted: a file may ask for less, not for more.</summary>
    public const double DefaultTolerance = 1e-5;

    /// <summary>Reads <c>golden.json</c>.</summary>
    /// <exception cref="JsonException">The text is no golden file.</exception>
    public static GoldenFile Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ManifestJson.Default.GoldenFile) ?? throw new JsonException("The golden file is null.");

    /// <summary>Writes <c>golden.json</c>, indented, camelCase.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.GoldenFile);
}

/// <summary>One input and what each named output must be.</summary>
public sealed record GoldenCase(GoldenInput Input, Dictionary<string, float[]> Outputs);
