using CsCheck;
using Manufacturing.Api.Domain.Degradation;

namespace Manufacturing.Tests.Domain.Degradation;

public sealed class OperatingHistoryTests
{
    private static readonly Gen<Cycle[]> Records = Gen.Select(Gen.Int[1, 12], Gen.Double[-100, 100]).Array[1, 80].Select(steps =>
    {
        var number = 0;
        return steps.Select(step => Cycles.Of(number += step.Item1, step.Item2)).ToArray();
    });

    [Fact]
    public void Early_and_recent_are_the_first_and_last_thirty_cycles()
    {
        var history = Cycles.History(Cycles.Series(100, _ => 0));

        history.Early.Select(cycle => cycle.Number).ShouldBe(Enumerable.Range(1, 30));
        history.Recent.Select(cycle => cycle.Number).ShouldBe(Enumerable.Range(71, 30));
        history.CyclesRun.ShouldBe(100);
    }

    [Fact]
    public void A_short_record_is_early_and_recent_at_once()
    {
        var history = Cycles.History(Cycles.Series(12, _ => 0));

        history.Early.ShouldBe(history.Recent);
        history.Early.Count.ShouldBe(12);
    }

    [Fact]
    public void Gaps_leave_fewer_readings_and_do_not_stretch_the_windows()
    {
        var history = Cycles.History(Cycles.Of(5, 0), Cycles.Of(34, 0), Cycles.Of(35, 0), Cycles.Of(60, 0), Cycles.Of(61, 0), Cycles.Of(90, 0));

        history.Early.Select(cycle => cycle.Number).ShouldBe([5, 34]);
        history.Recent.Select(cycle => cycle.Number).ShouldBe([61, 90]);
    }

    [Fact]
    public void Later_readings_change_nothing_of_how_the_machine_looked_before() =>
        Gen.Select(Records, Gen.Int[0, 79]).Sample((record, at) =>
        {
            var count = Math.Min(record.Length, at + 1);
            Cycle[] otherFuture = [.. record[..count], .. record[count..].Select(cycle => Cycles.Of(cycle.Number + 7, 1e6))];

            var features = DegradationFeatures.Vector(OperatingHistory.After(record, count));

            DegradationFeatures.Vector(OperatingHistory.After(record.AsSpan(0, count), count)).ShouldBe(features);
            DegradationFeatures.Vector(OperatingHistory.After(otherFuture, count)).ShouldBe(features);
        });

    [Fact]
    public void The_two_windows_alone_give_what_the_whole_record_gives() => Records.Sample(record =>
    {
        var whole = OperatingHistory.After(record, record.Length);
        var windows = whole.Early.Concat(whole.Recent).DistinctBy(cycle => cycle.Number).ToArray();

        var read = OperatingHistory.After(windows, windows.Length);

        read.Early.ShouldBe(whole.Early);
        read.Recent.ShouldBe(whole.Recent);
    });
}
