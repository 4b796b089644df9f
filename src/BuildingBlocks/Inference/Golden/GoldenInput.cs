using Platform.Statistics;

namespace Platform.Inference;

/// <summary>
/// The input of a golden case: either its values, or a seed from which they are drawn, uniform in [low, high),
/// because an image's values would make a large file.
/// </summary>
public sealed record GoldenInput
{
    public float[]? Values { get; init; }

    public ulong? Seed { get; init; }

    public float? Low { get; init; }

    public float? High { get; init; }

    /// <summary>An input given by its values.</summary>
    public static GoldenInput Of(params float[] values) => new() { Values = values };

    /// <summary>An input drawn from a seed.</summary>
    public static GoldenInput Seeded(ulong seed, float low = 0, float high = 1) => new() { Seed = seed, Low = low, High = high };

    /// <summary>The values, of the length asked for.</summary>
    /// <exception cref="InvalidDataException">Neither or both forms are given, or the number of values is another.</exception>
    public float[] Materialise(int length)
    {
        if (Values is { } values)
        {
            return Seed is null && values.Length == length
                ? values
                : throw new InvalidDataException($"The input has {values.Length} values where the model takes {length}, or a seed as well.");
        }

        if (Seed is not { } seed || Low is not { } low || High is not { } high || !(low < high) || !float.IsFinite(high - low))
        {
            throw new InvalidDataException("The input has neither values nor a seed with finite low < high.");
        }

        var random = new SplitMix64(seed);
        var drawn = new float[length];
        for (var i = 0; i < length; i++)
        {
            drawn[i] = low + ((high - low) * random.NextSingle());
        }

        return drawn;
    }
}
