using Xunit;

namespace Platform.TestKit;

/// <summary>A theory about a public data set: skipped, with the reason, where it is not on this machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataTheoryAttribute : TheoryAttribute
{
    /// <param name="paths">What the test reads, relative to the data root.</param>
    public DataTheoryAttribute(params string[] paths)
    {
        Paths = paths;
        Skip = DataFiles.WhyMissing(paths)!;
    }

    /// <summary>What the test reads, relative to the data root.</summary>
    public string[] Paths { get; }
}
