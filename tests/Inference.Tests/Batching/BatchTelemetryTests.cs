using System.Collections.Concurrent;
using System.Diagnostics;
using Inference.Tests.Folders;
using Platform.Inference;

namespace Inference.Tests.Batching;

public sealed class BatchTelemetryTests : BatcherTests
{
    [Fact]
    public async Task A_batched_call_is_traced_under_its_own_caller()
    {
        var activities = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == InferenceTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var batcher = Batcher(size: 2, version: "2.0.3");

        async Task<string> CallUnderAsync(string name)
        {
            using var caller = new Activity(name).Start();
            await Answer(Call(batcher, 0, 1, 2));
            return caller.RootId!;
        }

        var roots = await Task.WhenAll(CallUnderAsync("first"), CallUnderAsync("second"));

        foreach (var root in roots)
        {
            var span = activities.Where(activity => activity.RootId == root).ShouldHaveSingleItem();
            span.DisplayName.ShouldBe($"score {SampleNetworks.Name}");
            span.TagObjects.ShouldBe(
                [
                    new("platform.inference.model", SampleNetworks.Name), new("platform.inference.rows", 1),
                    new("platform.inference.version", "2.0.3"),
                ],
                ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Sizes_and_waitingTimes_are_measured_by_model_and_version()
    {
        using var listener = new BatchListener("2.0.2");
        var batcher = Batcher(size: 3, version: "2.0.2");
        var first = Call(batcher, 0, 0, 0);
        Time.Advance(Delay / 2);

        var others = new[] { Call(batcher, 0, 0, 0), Call(batcher, 0, 0, 0) };
        await Task.WhenAll(Answer(first), Answer(others[0]), Answer(others[1]));

        listener.Sizes.ShouldBe([3]);
        listener.QueueTimes.ShouldBe([.005, 0, 0], 1e-9);
        listener.Rows.ShouldBe([3]);
    }
}
