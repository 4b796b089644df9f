using System.Runtime.InteropServices;
using Platform.Bench;
using Platform.Bench.Fraud;
using Platform.Bench.Inference;
using Platform.Bench.Messaging;

var root = Environment.GetEnvironmentVariable("PLATFORM_ROOT") ?? Environment.CurrentDirectory;
IBenchmark[] benchmarks = [new InferenceBenchmark(root), new MessagingBenchmark(), new ChaosBenchmark(), new FraudBenchmark(root)];

if (args is not [var name, .. var arguments] || benchmarks.FirstOrDefault(benchmark => benchmark.Name == name) is not { } wanted)
{
    await Console.Error.WriteLineAsync(
        (args.Length == 0 ? "Name a benchmark" : $"There is no benchmark '{args[0]}'")
        + ": " + string.Join(", ", benchmarks.Select(benchmark => $"{benchmark.Name} ({benchmark.Measures})")) + ".");
    return args.Length == 0 ? 0 : 2;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var result = await wanted.RunAsync(arguments, stop.Token);
    Console.WriteLine(result.Json);
    return result.Passed ? 0 : 1;
}
catch (ArgumentException problem)
{
    await Console.Error.WriteLineAsync($"{name}: {problem.Message}");
    return 2;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync($"{name}: stopped; what it had started is gone.");
    return 130;
}

void Stop(PosixSignalContext signal)
{
    // The benchmark clears up after itself, and then we end.
    signal.Cancel = true;
    stop.Cancel();
}
