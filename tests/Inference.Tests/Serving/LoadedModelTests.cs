using System.Diagnostics;
using System.Diagnostics.Metrics;
using Inference.Tests.Folders;
using Platform.Inference;
using Platform.Statistics;

namespace Inference.Tests.Serving;

public sealed class LoadedModelTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly LoadedModel _model;

    public LoadedModelTests() => _model = LoadedModel.Open(SampleModel.Write(_root.Path));

    [Theory]
    [InlineData(5f, 1f)]
    [InlineData(5f, 2.5f)]
    [InlineData(50f, 9f)]
    [InlineData(10f, 2f)]
    public void A_score_is_the_probability_of_the_trees(float amount, float count) =>
        _model.Score([amount, count]).ShouldBe((float)SampleModel.Trees.Score([amount, count]), 1e-6);

    [Fact]
    public void Rows_scored_together_and_alone_are_equal_to_the_bit()
    {
        var rows = Rows(1000);
        var scores = new float[1000];

        _model.Score(rows, 1000, scores);

        for (var i = 0; i < scores.Length; i++)
        {
            BitConverter.SingleToInt32Bits(scores[i]).ShouldBe(BitConverter.SingleToInt32Bits(_model.Score(rows.AsSpan(2 * i, 2))));
        }
    }

    [Fact]
    public async Task Threads_that_score_at_once_get_equal_scores()
    {
        var rows = Rows(500);
        var expected = new float[500];
        _model.Score(rows, 500, expected);

        await Parallel.ForAsync(0, 16, (_, _) =>
        {
            for (var i = 0; i < expected.Length; i++)
            {
                _model.Score(rows.AsSpan(2 * i, 2)).ShouldBe(expected[i]);
            }

            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void Outputs_are_read_by_name()
    {
        using var outputs = _model.Run([5, 1, 50, 9], rows: 2);

        outputs["score"].ToArray().ShouldBe([_model.Score([5, 1]), _model.Score([50, 9])]);
        Should.Throw<KeyNotFoundException>(() => outputs["label"].Length).Message.ShouldContain("label");
    }

    [Fact]
    public void Outputs_cannot_be_read_after_they_are_disposed()
    {
        var outputs = _model.Run([5, 1]);
        outputs.Dispose();

        Should.Throw<ObjectDisposedException>(() => outputs["score"].Length);
    }

    [Fact]
    public void An_explanation_adds_up_to_the_log_odds_of_the_score()
    {
        var explanation = _model.Explain([50, 9]);

        (1 / (1 + Math.Exp(-explanation.RawScore))).ShouldBe(_model.Score([50, 9]), 1e-6);
        explanation.Contributions.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_feature_that_is_not_finite_is_refused_by_name(float value)
    {
        Should.Throw<ArgumentException>(() => _model.Score([1, value])).Message.ShouldContain("count of row 0");
        Should.Throw<ArgumentException>(() => _model.Explain([1, value])).Message.ShouldContain("count of row 0");
        var rows = Rows(100);
        rows[150] = value;
        Should.Throw<ArgumentException>(() => _model.Score(rows, 100, new float[100])).Message.ShouldContain("amount of row 75");
    }

    [Fact]
    public void A_row_of_another_length_is_refused() => Should.Throw<ArgumentException>(() => _model.Score([1, 2, 3]));

    [Fact]
    public void Too_little_room_for_the_scores_is_refused() => Should.Throw<ArgumentException>(() => _model.Score([1, 2, 3, 4], 2, new float[1]));

    [Fact]
    public void No_rows_are_no_work() => _model.Score([], 0, []);

    [Fact]
    public void A_call_is_measured_by_model_and_version()
    {
        var measured = new List<(string Instrument, string? Model, string? Version)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == InferenceTelemetry.MeterName)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument.Name, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument.Name, tags));
        listener.Start();

        using var model = LoadedModel.Open(SampleModel.Write(_root.Path, "7.0.0"));
        model.Score([1, 2]);

        // Golden cases ran while it was opened, and are no traffic; other tests score other versions.
        measured.Where(m => m.Version == "7.0.0").ShouldBe(
            [("platform.inference.duration", "sample", "7.0.0"), ("platform.inference.rows", "sample", "7.0.0"), ("platform.inference.score", "sample", "7.0.0")]);

        void Add(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (measured)
            {
                measured.Add((name, tags[0].Value as string, tags[1].Value as string));
            }
        }
    }

    [Fact]
    public void A_call_is_traced_with_model_and_version_and_without_features()
    {
        var activities = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == InferenceTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        using var root = new Activity("test").Start();
        listener.ActivityStopped = activity =>
        {
            // Other tests score at the same time, under other roots.
            if (activity.RootId == root.RootId)
            {
                activities.Add(activity);
            }
        };
        ActivitySource.AddActivityListener(listener);

        _model.Score([1, 2]);

        var span = activities.ShouldHaveSingleItem();
        span.DisplayName.ShouldBe("score sample");
        span.TagObjects.ShouldBe(
            [new("platform.inference.model", "sample"), new("platform.inference.version", "1.0.0"), new("platform.inference.rows", 1)],
            ignoreOrder: true);
    }

    [Fact]
    public void A_score_allocates_nothing()
    {
        float[] row = [5, 1];
        _model.Score(row);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            _model.Score(row);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }

    public void Dispose()
    {
        _model.Dispose();
        _root.Dispose();
    }

    private static float[] Rows(int count)
    {
        var random = new SplitMix64(3);
        return [.. Enumerable.Range(0, count * 2).Select(_ => random.NextSingle() * 20)];
    }
}
