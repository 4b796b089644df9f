using Microsoft.Extensions.Logging.Abstractions;
using Platform.Inference;
using Platform.Statistics;

namespace Inference.Tests.Batching;

/// <summary>Batches of the shipped networks. Not beside other tests: the last test reads what the whole process has allocated.</summary>
[Collection(nameof(ShippedBatchTests))]
[CollectionDefinition(nameof(ShippedBatchTests), DisableParallelization = true)]
public sealed class ShippedBatchTests
{
    private const int Callers = 12;
    private const int Rounds = 10;

    [Theory]
    [MemberData(nameof(ShippedModels.Networks), MemberType = typeof(ShippedModels))]
    public async Task Outputs_equal_those_of_a_call_alone(string folder)
    {
        var path = ShippedModels.PathOf(folder);
        using var model = LoadedModel.Open(path);
        using var host = Host(path, out var options);
        await using var batcher = new ModelBatcher(host, options);
        var inputs = Enumerable.Range(0, Callers).Select(seed => Input(model.RowLength, seed)).ToArray();

        var calls = inputs.Select(input => batcher.RunAsync(input)).ToArray();

        for (var i = 0; i < Callers; i++)
        {
            using var batched = await calls[i];
            using var alone = model.Run(inputs[i]);
            foreach (var name in alone.Names)
            {
                batched[name].ToArray().ShouldBe(alone[name].ToArray(), 1e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(ShippedModels.Networks), MemberType = typeof(ShippedModels))]
    public async Task Batched_calls_allocate_no_buffers(string folder)
    {
        var path = ShippedModels.PathOf(folder);
        using var host = Host(path, out var options);
        await using var batcher = new ModelBatcher(host, options);
        var input = Input(ModelFolder.Load(path).Manifest.Inputs[0].Shape.Skip(1).Aggregate((product, size) => product * size), seed: 1);
        await RunTogetherAsync(batcher, input);
        await RunTogetherAsync(batcher, input);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        for (var i = 0; i < Rounds; i++)
        {
            await RunTogetherAsync(batcher, input);
        }

        var bytesPerCall = (GC.GetTotalAllocatedBytes(precise: true) - before) / (Rounds * Callers);
        bytesPerCall.ShouldBeLessThan(sizeof(float) * input.Length / 10);
    }

    [Theory]
    [MemberData(nameof(ShippedModels.Networks), MemberType = typeof(ShippedModels))]
    public void A_call_alone_allocates_no_buffers(string folder)
    {
        using var model = LoadedModel.Open(ShippedModels.PathOf(folder));
        var input = Input(model.RowLength, seed: 1);
        model.Run(input).Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < Rounds; i++)
        {
            model.Run(input).Dispose();
        }

        ((GC.GetAllocatedBytesForCurrentThread() - before) / Rounds).ShouldBeLessThan(2_000);
    }

    private static Task RunTogetherAsync(ModelBatcher batcher, float[] input) => Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
    {
        using var outputs = await batcher.RunAsync(input);
    }));

    private static ModelHost Host(string path, out ModelOptions options)
    {
        options = new ModelOptions { BatchSize = 4 };
        var versions = Path.GetDirectoryName(path)!;
        return new ModelHost(Path.GetFileName(versions), versions, options, NullLogger<ModelHost>.Instance);
    }

    private static float[] Input(int length, int seed)
    {
        var random = new SplitMix64((ulong)seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() - .5f) * 3.5f)];
    }
}
