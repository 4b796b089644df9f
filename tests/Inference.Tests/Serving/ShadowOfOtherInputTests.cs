using Inference.Tests.Folders;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Inference;
using Platform.Inference.Trees;
using Platform.Learning;

namespace Inference.Tests.Serving;

public sealed class ShadowOfOtherInputTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // One split of a third feature, which what serves does not take.
    private static readonly TreeEnsemble Trees = new(3, 0, [new Tree([2, -1, -1], [5, 0, 0], [1, -1, -1], [2, -1, -1], [0, -1f, 1f], [10, 5, 5])], ScoreTransform.Logistic);

    private readonly TemporaryFolder _root = new();

    public ShadowOfOtherInputTests()
    {
        SampleModel.Write(_root.Path, "1.0.0");
        var (onnx, sample) = (OnnxTrees.Write(Trees), SampleModel.Manifest("2.0.0"));
        var manifest = sample with { Inputs = [new TensorSpec("features", [-1, 3])], Features = [.. sample.Features, new FeatureSpec("age", "d", "How old.")] };
        ModelFolderWriter.Write(Path.Combine(_root.Path, "2.0.0"), onnx, manifest, GoldenRecorder.ForRows(onnx, manifest, [0, 0, 0], [20, 6, 9], cases: 5));
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Callers_that_make_the_input_of_any_version_have_it_scored()
    {
        var sink = new Sink();
        using var host = Host(sink, makesInputs: true);
        (await host.SetShadowAsync("2.0.0", default)).Outcome.ShouldBe(SwapOutcome.Swapped);

        using (var lease = host.Lease())
        {
            lease.Model.Score([1, 2], "t1", manifest => [.. manifest.Features.Select(feature => feature.Name == "age" ? 9f : 1f)]);
        }

        var score = (await sink.Recorded.Task.WaitAsync(Patience)).ShouldHaveSingleItem();
        score.Subject.ShouldBe("t1");
        score.Shadowed!.Value.ShouldBe(1 / (1 + MathF.Exp(-1)), 1e-6f); // above 5: the leaf of 1
    }

    [Fact]
    public async Task A_call_that_does_not_say_how_or_fails_to_is_answered_and_counted_as_missed()
    {
        using var host = Host(new Sink(), makesInputs: true);
        await host.SetShadowAsync("2.0.0", default);
        using var lease = host.Lease();

        lease.Model.Score([1, 2], "t1");
        lease.Model.Score([1, 2], "t1", _ => throw new InvalidOperationException());
        lease.Model.Score([1, 2], "t1", _ => [1, 2]);

        host.Shadow!.Dropped.ShouldBe(3);
    }

    [Fact]
    public async Task Without_such_callers_it_is_refused()
    {
        using var host = Host(new Sink(), makesInputs: false);

        (await host.SetShadowAsync("2.0.0", default)).Outcome.ShouldBe(SwapOutcome.Refused);
    }

    private ModelHost Host(IShadowSink sink, bool makesInputs) => new(
        SampleModel.Name, _root.Path, new ModelOptions { Version = "1.0.0" }, NullLogger<ModelHost>.Instance, sinks: [sink], makesInputs: makesInputs);

    private sealed class Sink : IShadowSink
    {
        public TaskCompletionSource<IReadOnlyList<ShadowScore>> Recorded { get; } = new();

        public ValueTask RecordAsync(IReadOnlyList<ShadowScore> scores, CancellationToken cancellationToken)
        {
            Recorded.TrySetResult(scores);
            return ValueTask.CompletedTask;
        }
    }
}
