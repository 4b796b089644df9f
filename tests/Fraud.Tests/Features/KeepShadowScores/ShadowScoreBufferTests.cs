using System.Diagnostics.Metrics;
using Fraud.Api.Features.KeepShadowScores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Inference;

namespace Fraud.Tests.Features.KeepShadowScores;

public sealed class ShadowScoreBufferTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private long _dropped;

    public ShadowScoreBufferTests()
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "platform.fraud.shadow_scores.dropped" && instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, measured, _, _) => _dropped += measured);
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void What_there_is_no_room_for_is_dropped_at_once_and_counted()
    {
        var buffer = Buffer(room: 2);

        // Nobody takes anything out, as while the database is away.
        var recorded = buffer.RecordAsync([.. Enumerable.Range(0, 5).Select(i => Score("fraud", $"t{i}"))], CancellationToken.None).AsTask();

        recorded.IsCompletedSuccessfully.ShouldBeTrue();
        _dropped.ShouldBe(3);
    }

    [Fact]
    public async Task Scores_of_other_models_and_of_nobody_are_not_ours()
    {
        var buffer = Buffer(room: 1);

        await buffer.RecordAsync([Score("other", "t1"), Score("fraud", null)], CancellationToken.None);
        await buffer.RecordAsync([Score("fraud", "t2")], CancellationToken.None);

        _dropped.ShouldBe(0);
    }

    private ShadowScoreBuffer Buffer(int room) =>
        new(Options.Create(new ShadowStoreOptions { Queue = room }), _services.GetRequiredService<IMeterFactory>());

    private static ShadowScore Score(string model, string? subject) => new(
        default, new ModelStamp(model, "1.0.0", ""), new ModelStamp(model, "1.1.0", ""), "score", .5f, .6f, subject);
}
