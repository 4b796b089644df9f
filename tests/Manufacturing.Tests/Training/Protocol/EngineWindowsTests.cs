using Manufacturing.Api.Domain.Degradation;
using Manufacturing.Training;
using Manufacturing.Training.Protocol;

namespace Manufacturing.Tests.Training.Protocol;

public sealed class EngineWindowsTests
{
    [Fact]
    public void There_is_a_window_after_every_reading_with_the_life_that_remained()
    {
        var windows = EngineWindows.All([Cycles.Engine(3, remaining: 10), Cycles.Engine(2)]);

        windows.Owners.ShouldBe([0, 0, 0, 1, 1]);
        windows.Records.ShouldBe([1, 2, 3, 1, 2]);
        windows.Remaining.ShouldBe([12, 11, 10, 1, 0]);
    }

    [Fact]
    public void The_last_window_is_that_after_the_last_reading()
    {
        var windows = EngineWindows.Last([Cycles.Engine(3, remaining: 10), Cycles.Engine(2)]);

        windows.Records.ShouldBe([3, 2]);
        windows.Remaining.ShouldBe([10, 0]);
    }

    [Fact]
    public void Rows_are_the_features_the_service_would_make()
    {
        var engine = Cycles.Engine(50) with { Cycles = Cycles.Series(50, cycle => Math.Sqrt(cycle)) };

        var windows = EngineWindows.All([engine]);

        windows.Row(41).ToArray().ShouldBe(DegradationFeatures.Vector(Cycles.History(engine.Cycles[..42])));
    }

    [Fact]
    public void An_engine_looks_the_same_whether_its_end_is_known_or_not()
    {
        var whole = Cycles.Engine(90) with { Cycles = Cycles.Series(90, cycle => cycle * cycle) };
        var cut = whole with { Cycles = whole.Cycles[..60] };

        var (windows, known) = (EngineWindows.All([whole]), EngineWindows.All([cut]));

        windows.Values[..known.Values.Length].ShouldBe(known.Values);
    }

    [Fact]
    public void Labels_are_capped_and_windows_far_from_failure_count_less()
    {
        var table = EngineWindows.All([Cycles.Engine(200)]).Table();

        table.Labels[0].ShouldBe(125); // 199 remain
        table.Labels[99].ShouldBe(100);
        table.Weights.ShouldNotBeNull()[0].ShouldBe(ManufacturingModelSettings.FarWeight);
        table.Weights![49].ShouldBe(1); // 150 remain
    }

    [Fact]
    public void Asked_about_are_windows_with_enough_readings_within_the_planning_horizon()
    {
        var windows = EngineWindows.All([Cycles.Engine(200)]);

        windows.Asked().Select(row => (windows.Records[row], windows.Remaining[row])).ShouldBe(
            Enumerable.Range(50, 151).Select(record => (record, 200d - record)));
    }
}
