using Platform.Bench;

var root = Environment.GetEnvironmentVariable("PLATFORM_ROOT") ?? Environment.CurrentDirectory;
IBenchmark[] benchmarks = [new InferenceBenchmark(root)];

if (args is [var name, ..] && benchmarks.FirstOrDefault(benchmark => benchmark.Name == name) is { } wanted)
{
    Console.WriteLine(wanted.Run());
    return 0;
}

await Console.Error.WriteLineAsync(
    (args.Length == 0 ? "Name a benchmark" : $"There is no benchmark '{args[0]}'")
    + ": " + string.Join(", ", benchmarks.Select(benchmark => $"{benchmark.Name} ({benchmark.Measures})")) + ".");
return args.Length == 0 ? 0 : 2;
