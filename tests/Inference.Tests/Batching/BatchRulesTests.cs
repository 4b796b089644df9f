using Inference.Tests.Folders;
using Platform.Inference;

namespace Inference.Tests.Batching;

public sealed class BatchRulesTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void A_network_whose_rows_depend_on_each_other_is_refused_where_calls_are_batched()
    {
        var folder = Path.Combine(SampleNetworks.Write(_root.Path, SampleNetworks.Mixing()), "1.0.0");

        ModelFolder.Verify(folder).ShouldBeEmpty();
        ModelFolder.Verify(folder, new ModelOptions { BatchSize = 2 }).ShouldContain(reason => reason.Contains("another grown in a batch than alone"));
    }

    [Fact]
    public void A_network_of_independent_rows_verifies() => ModelFolder
        .Verify(Path.Combine(SampleNetworks.Write(_root.Path, SampleNetworks.Steps()), "1.0.0"), new ModelOptions { BatchSize = 8 })
        .ShouldBeEmpty();

    [Fact]
    public void A_batch_that_is_too_large_for_memory_is_refused()
    {
        var chest = ShippedModels.PathOf(Path.Combine("chest-xray", "1.0.0"));

        ModelFolder.Verify(chest, new ModelOptions { BatchSize = 1024 }).ShouldBeEmpty();
        ModelFolder.Verify(chest, new ModelOptions { BatchSize = 5000 }).ShouldHaveSingleItem().ShouldContain("5000 rows of image");
    }

    public void Dispose() => _root.Dispose();
}
