namespace Platform.Bench;

/// <summary>Measures something of ours beside a floor in the same run: machines are shared, and only the ratio means much.</summary>
internal interface IBenchmark
{
    string Name { get; }

    /// <summary>What it measures, in a few words.</summary>
    string Measures { get; }

    /// <summary>Runs it; progress goes to the error stream, the result is one JSON line.</summary>
    string Run();
}
