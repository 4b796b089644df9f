namespace Simulator.Traffic;

/// <summary>Random draws that depend on a seed and on what is drawn, and on nothing that was drawn before.</summary>
public static class Draw
{
    /// <summary>A generator for one subject, such as one day of one simulation.</summary>
    public static Random For(int seed, string subject, int number = 0)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        var hash = 2166136261u;
        foreach (var character in subject)
        {
            hash = (hash ^ character) * 16777619u;
        }

        hash = (hash ^ (uint)seed) * 16777619u;
        hash = (hash ^ (uint)number) * 16777619u;
        return new Random((int)(hash & int.MaxValue));
    }

    /// <summary>A normally distributed number (Box-Muller).</summary>
    public static double Normal(this Random random, double mean, double deviation) =>
        mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    /// <summary>A number evenly distributed in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public static double Uniform(this Random random, double low, double high) => low + ((high - low) * random.NextDouble());

    /// <summary>A Poisson distributed count (Knuth's method; meant for small means).</summary>
    public static int Poisson(this Random random, double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = random.NextDouble(); product > limit; product *= random.NextDouble())
        {
            count++;
        }

        return count;
    }

    /// <summary>One of the choices, all alike.</summary>
    public static T Pick<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
