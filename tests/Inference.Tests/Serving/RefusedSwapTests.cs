using Google.Protobuf;
using Inference.Tests.Folders;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Inference;
using Platform.Inference.Onnx;

namespace Inference.Tests.Serving;

/// <summary>Whatever is wrong with a new version: it is refused with the reason, and the old one serves on.</summary>
public sealed class RefusedSwapTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly TemporaryFolder _elsewhere = new();
    private readonly string _folder;

    public RefusedSwapTests()
    {
        SampleModel.Write(_root.Path, "1.0.0");
        _folder = SampleModel.Write(_root.Path, "2.0.0");
    }

    [Fact]
    public Task A_truncated_model() => RefusesAsync("SHA-256", () => File.WriteAllBytes(Model, File.ReadAllBytes(Model)[..^40]));

    [Fact]
    public Task A_truncated_manifest() => RefusesAsync("model.json is not valid", () => File.WriteAllBytes(Manifest, File.ReadAllBytes(Manifest)[..^10]));

    [Fact]
    public Task An_oversized_model() => RefusesAsync(
        "are allowed",
        () => File.AppendAllText(Model, new string('x', 100_000)),
        new ModelOptions { Version = "1.0.0", MaximumModelBytes = 50_000 });

    [Fact]
    public Task An_unknown_operator() => RefusesAsync("ONNX Runtime refuses the graph", () => Network(Node("FormatDisk", "features", "score")));

    [Fact]
    public Task Outputs_that_are_not_finite() => RefusesAsync(
        "not finite", () => Network(Node("Neg", "features", "negative"), Node("Log", "negative", "score")));

    [Fact]
    public Task Another_shape() => RefusesAsync("[-1,2]", () => Change(manifest => manifest with
    {
        Inputs = [new TensorSpec("features", [-1, 3])],
        Features = [.. manifest.Features, new FeatureSpec("more", "1", "")],
    }));

    [Fact]
    public Task Features_the_service_cannot_make() => RefusesAsync(
        "The service cannot use it: No such feature: velocity.",
        () => Change(manifest => manifest with { Features = [manifest.Features[0], new FeatureSpec("velocity", "1", "")] }));

    [Fact]
    public Task A_version_folder_that_is_a_link_out_of_the_models() => RefusesAsync("leaves the folder of the model", () =>
    {
        var outside = Path.Combine(_elsewhere.Path, "2.0.0");
        Directory.Move(_folder, outside);
        Directory.CreateSymbolicLink(_folder, outside);
    });

    public void Dispose()
    {
        _root.Dispose();
        _elsewhere.Dispose();
    }

    private string Model => Path.Combine(_folder, ModelFolder.ModelFile);

    private string Manifest => Path.Combine(_folder, ModelFolder.ManifestFile);

    private async Task RefusesAsync(string reason, Action damage, ModelOptions? options = null)
    {
        damage();
        using var host = new ModelHost(
            SampleModel.Name, _root.Path, options ?? new ModelOptions { Version = "1.0.0" }, NullLogger<ModelHost>.Instance, accept: Accept);
        host.Lease().Dispose();
        var memory = host.Overview().MemoryBytes;

        var report = await host.SwapAsync("2.0.0", default);

        report.Outcome.ShouldBe(SwapOutcome.Refused);
        report.Reasons.ShouldContain(one => one.Contains(reason, StringComparison.Ordinal), string.Join(" | ", report.Reasons));
        using var lease = host.Lease();
        lease.Model.Stamp.Version.ShouldBe("1.0.0");
        lease.Model.Score([50, 9]).ShouldBe((float)SampleModel.Trees.Score([50, 9]), 1e-6);
        var overview = host.Overview();
        overview.MemoryBytes.ShouldBe(memory);
        overview.Versions[0].ShouldSatisfyAllConditions(
            version => version.State.ShouldBe(ModelVersionState.Refused),
            version => version.Reasons.ShouldBe(report.Reasons));
    }

    private static void Accept(ModelManifest manifest)
    {
        if (manifest.Features.FirstOrDefault(feature => feature.Name is not ("amount" or "count" or "more")) is { } unknown)
        {
            throw new InvalidOperationException($"No such feature: {unknown.Name}.");
        }
    }

    private static NodeProto Node(string type, string input, string output) => new() { OpType = type, Input = { input }, Output = { output } };

    private void Network(params NodeProto[] nodes)
    {
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Model));
        model.Graph.Node.Clear();
        model.Graph.Node.AddRange(nodes);
        model.Graph.Output[0].Type.TensorType.Shape.Dim[1].DimValue = 2;
        var bytes = model.ToByteArray();
        File.WriteAllBytes(Model, bytes);
        Change(manifest => manifest with
        {
            Kind = ModelKind.Network,
            Outputs = [new TensorSpec("score", [-1, 2])],
            Sha256 = ModelFolder.Sha256(bytes),
        });
    }

    private void Change(Func<ModelManifest, ModelManifest> change) =>
        File.WriteAllBytes(Manifest, change(ModelManifest.Parse(File.ReadAllBytes(Manifest))).ToJson());
}
