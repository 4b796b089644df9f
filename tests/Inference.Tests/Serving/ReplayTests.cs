using Inference.Tests.Folders;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Inference;
using Platform.Inference.Trees;
using Platform.Statistics;

namespace Inference.Tests.Serving;

public sealed class ReplayTests : IDisposable
{
    private static readonly float[] Rows = [5, 1, 50, 9, 10, 2];

    private readonly TemporaryFolder _root = new();

    [Fact]
    public void A_replay_scores_to_the_bit_alone_and_together()
    {
        using var model = LoadedModel.Open(SampleModel.Write(_root.Path));
        var scores = new float[3];

        model.Replay(Rows, 3, scores);

        for (var row = 0; row < 3; row++)
        {
            var score = BitConverter.SingleToInt32Bits(model.Score(Rows.AsSpan(2 * row, 2)));
            BitConverter.SingleToInt32Bits(scores[row]).ShouldBe(score);
            BitConverter.SingleToInt32Bits(model.Replay(Rows.AsSpan(2 * row, 2))).ShouldBe(score);
        }
    }

    [Fact]
    public void Trees_give_the_same_scores_to_the_bit_however_many_threads_are_asked_for()
    {
        // So many trees and rows that ONNX Runtime would share the trees out among its threads, and add up their sums.
        const int Count = 300;
        var random = new SplitMix64(11);
        var trees = new TreeEnsemble(2, .1, [.. Enumerable.Range(0, 400).Select(_ => Stump())], ScoreTransform.Logistic);
        var folder = SampleModel.Write(_root.Path, trees: trees);
        using var one = LoadedModel.Open(folder);
        using var many = LoadedModel.Open(folder, new ModelOptions { IntraOpThreads = 4 });
        float[] rows = [.. Enumerable.Range(0, Count).SelectMany(_ => new[] { random.NextSingle() * 20, random.NextSingle() * 6 })];
        var scores = new float[Count];

        many.Score(rows, Count, scores);

        scores.Select(BitConverter.SingleToInt32Bits).ShouldBe(
            Enumerable.Range(0, Count).Select(row => BitConverter.SingleToInt32Bits(one.Score(rows.AsSpan(2 * row, 2)))));

        Tree Stump() => new(
            [random.NextSingle() < .5f ? 0 : 1, -1, -1],
            [random.NextSingle() * 10, 0, 0],
            [1, -1, -1],
            [2, -1, -1],
            [0, random.NextSingle() - .5f, random.NextSingle() - .5f],
            [10, 5, 5]);
    }

    [Fact]
    public async Task No_shadow_sees_a_replay()
    {
        SampleModel.Write(_root.Path, "1.0.0");
        var folder = Path.GetDirectoryName(SampleModel.Write(_root.Path, "2.0.0"))!;
        var name = SampleModel.Manifest().Name;
        var sink = new Sink();
        using var host = new ModelHost(name, folder, new ModelOptions { Version = "1.0.0" }, NullLogger<ModelHost>.Instance, sinks: [sink]);
        (await host.SetShadowAsync("2.0.0", default)).Outcome.ShouldBe(SwapOutcome.Swapped);

        using (var lease = host.Lease())
        {
            lease.Model.Replay(Rows.AsSpan(0, 2));
            lease.Model.Replay(Rows, 3, new float[3]);
            lease.Model.Score(Rows.AsSpan(4, 2), "paid"); // in turn: what came before it would have been recorded first
        }

        (await sink.First.WaitAsync(TimeSpan.FromSeconds(30))).ShouldHaveSingleItem().Subject.ShouldBe("paid");
    }

    [Fact]
    public void A_row_of_another_length_is_refused()
    {
        using var model = LoadedModel.Open(SampleModel.Write(_root.Path));

        Should.Throw<ArgumentException>(() => model.Replay([1f]));
        Should.Throw<ArgumentException>(() => model.Replay([1f, 2f], 1, []));
    }

    public void Dispose() => _root.Dispose();

    private sealed class Sink : IShadowSink
    {
        private readonly TaskCompletionSource<IReadOnlyList<ShadowScore>> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IReadOnlyList<ShadowScore>> First => _first.Task;

        public ValueTask RecordAsync(IReadOnlyList<ShadowScore> scores, CancellationToken cancellationToken)
        {
            _first.TrySetResult(scores);
            return ValueTask.CompletedTask;
        }
    }
}
