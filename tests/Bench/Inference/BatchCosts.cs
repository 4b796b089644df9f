using Microsoft.Extensions.Logging.Abstractions;
using Platform.Inference;

namespace Platform.Bench.Inference;

/// <summary>Callers of a network at once, each row alone and in batches. Microseconds a row.</summary>
internal sealed record BatchCosts(double Alone, double Batched, double Speedup, double AllocatedBytes)
{
    private const int BatchSize = 8;
    private const int TimesEach = 8;

    public static async Task<BatchCosts> MeasuredAsync(string folder, float[] row)
    {
        await using var alone = new Batches(folder, size: 1);
        await using var batched = new Batches(folder, BatchSize);
        var rounds = new List<(double Alone, double Batched)>();
        for (var round = 0; round < InferenceBenchmark.WarmUpRounds + InferenceBenchmark.MeasuredRounds; round++)
        {
            rounds.Add((await alone.RunAsync(row), await batched.RunAsync(row)));
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await batched.RunAsync(row);
        var bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / (InferenceBenchmark.Callers * TimesEach);

        var measured = rounds.Skip(InferenceBenchmark.WarmUpRounds).ToArray();
        return new BatchCosts(
            Measure.Median(measured.Select(round => round.Alone)),
            Measure.Median(measured.Select(round => round.Batched)),
            Measure.Median(measured.Select(round => round.Alone / round.Batched)),
            bytes);
    }

    private sealed class Batches : IAsyncDisposable
    {
        private readonly ModelHost _host;
        private readonly ModelBatcher _batcher;

        public Batches(string folder, int size)
        {
            var options = new ModelOptions { BatchSize = size };
            var versions = Path.GetDirectoryName(folder)!;
            _host = new ModelHost(Path.GetFileName(versions), versions, options, NullLogger<ModelHost>.Instance);
            _batcher = new ModelBatcher(_host, options);
        }

        public Task<double> RunAsync(float[] row) => Measure.TogetherAsync(InferenceBenchmark.Callers, TimesEach, async () =>
        {
            using var outputs = await _batcher.RunAsync(row);
        });

        public async ValueTask DisposeAsync()
        {
            await _batcher.DisposeAsync();
            _host.Dispose();
        }
    }
}
