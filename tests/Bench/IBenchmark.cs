namespace Platform.Bench;

/// <summary>Measures something of ours beside a floor in the same run: machines are shared, and only the ratio means much.</summary>
internal interface IBenchmark
{
    string Name { get; }

    /// <summary>What it measures, in a few words.</summary>
    string Measures { get; }

    /// <summary>Runs it; progress goes to the error stream, the result is one JSON line.</summary>
    /// <param name="arguments">What came after its name on the command line.</param>
    /// <param name="cancellationToken">Cancelled by Ctrl-C: what it has started must be gone when it returns.</param>
    /// <exception cref="ArgumentException">It does not know an argument; the message is for the person.</exception>
    Task<BenchmarkResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}

/// <summary>How a benchmark ended.</summary>
/// <param name="Json">The one line.</param>
/// <param name="Passed">False where something that must hold did not: the exit code is then 1.</param>
internal sealed record BenchmarkResult(string Json, bool Passed = true);
