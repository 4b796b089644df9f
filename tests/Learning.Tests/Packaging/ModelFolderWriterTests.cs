using Learning.Tests.Trees;
using Platform.Inference;
using Platform.Inference.Trees;
using Platform.Learning;

namespace Learning.Tests.Packaging;

public sealed class ModelFolderWriterTests : IDisposable
{
    private static readonly TrainingTable Table = Tables.Binary(1000, 1);
    private static readonly TreeEnsemble Trees = LightGbm.Train(Table, new LightGbmSettings { Objective = TreeObjective.Binary, Trees = 10 });

    private readonly TemporaryFolder _root = new();

    private string Folder => Path.Combine(_root.Path, "sample", "1.0.0");

    [Fact]
    public void What_is_written_verifies_and_has_its_hash()
    {
        var onnx = OnnxTrees.Write(Trees);

        var written = Write(onnx);

        written.Sha256.ShouldBe(ModelFolder.Sha256(onnx));
        ModelFolder.Verify(Folder).ShouldBeEmpty();
        ModelFolder.Load(Folder).Manifest.ToJson().ShouldBe(written.ToJson());
    }

    [Fact]
    public void A_folder_that_exists_is_replaced_and_nothing_stays_beside()
    {
        Write(OnnxTrees.Write(Trees));
        var changed = OnnxTrees.Write(Trees.Rescale(2, 0));

        Write(changed);

        ModelFolder.Load(Folder).Manifest.Sha256.ShouldBe(ModelFolder.Sha256(changed));
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Folder)!).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_model_that_would_be_refused_replaces_nothing()
    {
        var onnx = OnnxTrees.Write(Trees);
        Write(onnx);
        var manifest = Models.Manifest(Table);
        var golden = Models.Golden(onnx, manifest, Table);

        // The golden outputs are those of the first model.
        Should.Throw<ModelRefusedException>(() => ModelFolderWriter.Write(Folder, OnnxTrees.Write(Trees.Rescale(2, 0)), manifest, golden));

        ModelFolder.Load(Folder).Manifest.Sha256.ShouldBe(ModelFolder.Sha256(onnx));
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Folder)!).ShouldHaveSingleItem();
    }

    [Fact]
    public void Golden_rows_lie_between_the_bounds_of_the_training_rows_and_repeat_from_their_seed()
    {
        var onnx = OnnxTrees.Write(Trees);
        var manifest = Models.Manifest(Table);
        var (low, high) = GoldenRecorder.Bounds(Table);

        var golden = GoldenRecorder.ForRows(onnx, manifest, low, high, cases: 50);

        golden.Cases.Length.ShouldBe(50);
        golden.ToJson().ShouldBe(GoldenRecorder.ForRows(onnx, manifest, low, high, cases: 50).ToJson());
        foreach (var values in golden.Cases.Select(c => c.Input.Values.ShouldNotBeNull()))
        {
            for (var f = 0; f < values.Length; f++)
            {
                values[f].ShouldBeInRange(low[f], high[f]);
            }
        }
    }

    [Fact]
    public void Seeded_golden_inputs_are_written_as_seeds_and_give_the_models_outputs()
    {
        var onnx = OnnxTrees.Write(Trees);

        var golden = GoldenRecorder.ForNetwork(onnx, Models.Manifest(Table), low: -1, high: 1, cases: 2, seed: 9);

        golden.Cases.Select(c => (c.Input.Seed, c.Input.Values)).ShouldBe([(9UL, null), (10UL, null)]);
        golden.Cases[0].Outputs["score"][0].ShouldBe((float)Trees.Score(golden.Cases[0].Input.Materialise(4)), 1e-6);
    }

    public void Dispose() => _root.Dispose();

    private ModelManifest Write(byte[] onnx)
    {
        var manifest = Models.Manifest(Table);
        return ModelFolderWriter.Write(Folder, onnx, manifest, Models.Golden(onnx, manifest, Table));
    }
}
