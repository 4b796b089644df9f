using Xunit;

namespace Platform.TestKit;

/// <summary>A fact about a public data set: skipped, with the reason, where it is not on this machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataFactAttribute : FactAttribute
{
    /// <param name="paths">What the test reads, relative to the data root.</param>
    public DataFactAttribute(params string[] paths)
    {
        Paths = paths;
        Skip = DataFiles.WhyMissing(paths)!;
    }

    /// <summary>What the test reads, relative to the data root.</summary>
    public string[] Paths { get; }
}
