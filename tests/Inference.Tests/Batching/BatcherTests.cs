using Inference.Tests.Folders;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Platform.Inference;

namespace Inference.Tests.Batching;

/// <summary>Batchers over a small network whose answers are known, on a clock that the test moves.</summary>
public abstract class BatcherTests : IAsyncLifetime
{
    protected static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(10);
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<ModelHost> _hosts = [];
    private readonly List<ModelBatcher> _batchers = [];

    private protected TemporaryFolder Root { get; } = new();

    protected FakeTimeProvider Time { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var batcher in _batchers)
        {
            await batcher.DisposeAsync();
        }

        _hosts.ForEach(host => host.Dispose());
        Root.Dispose();
    }

    protected ModelBatcher Batcher(int size, TimeSpan? delay = null, int queue = 100, string version = "1.0.0")
    {
        var options = Options(size, delay, queue);
        return Batcher(Host(SampleNetworks.Write(Root.Path, SampleNetworks.Steps(), version), options), options);
    }

    protected ModelBatcher Batcher(ModelHost host, ModelOptions options)
    {
        var batcher = new ModelBatcher(host, options, Time);
        _batchers.Add(batcher);
        return batcher;
    }

    protected ModelHost Host(string folder, ModelOptions options)
    {
        var host = new ModelHost(SampleNetworks.Name, folder, options, NullLogger<ModelHost>.Instance);
        _hosts.Add(host);
        return host;
    }

    protected static ModelOptions Options(int size, TimeSpan? delay = null, int queue = 100) =>
        new() { BatchSize = size, BatchDelay = delay ?? Delay, BatchQueue = queue };

    protected static Task<RowOutputs> Call(ModelBatcher batcher, params float[] row) => batcher.RunAsync(row);

    protected static async Task<float[]> Answer(Task<RowOutputs> call)
    {
        using var outputs = await call.WaitAsync(Patience);
        outputs["mean"][0].ShouldBe(outputs["grown"].ToArray().Average(), 1e-5f);
        return outputs["grown"].ToArray();
    }

    protected static float[] Grown(params float[] row) => [.. row.Select(MathF.Exp)];
}
