namespace Platform.Statistics;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014): a small generator
/// that any language can repeat from its seed, unlike <see cref="Random"/>, whose algorithm is not promised.
/// A mutable structure, for one thread.
/// </summary>
public struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1), from the top 24 bits: exact in float32.</summary>
    public float NextSingle() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [0, 1), from the top 53 bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>Uniform in 0 .. count - 1 (the bias of the multiplication is below count / 2^64).</summary>
    public int NextBelow(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);
}
