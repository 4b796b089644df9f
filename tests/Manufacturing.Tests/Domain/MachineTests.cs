using CsCheck;
using Manufacturing.Api.Domain;
using Manufacturing.Contracts.V1;

namespace Manufacturing.Tests.Domain;

public sealed class MachineTests
{
    private const double Limit = 30;

    [Fact]
    public void It_is_healthy_above_its_limit() => Judge(120, 31, 30.01).ShouldBe([Outcome.Healthy, Outcome.Healthy, Outcome.Healthy]);

    [Fact]
    public void Falling_to_the_limit_is_a_crossing_and_staying_there_is_none() =>
        Judge(31, 30, 29, 5, 0).ShouldBe([Outcome.Healthy, Outcome.LimitCrossed, Outcome.BelowLimit, Outcome.BelowLimit, Outcome.BelowLimit]);

    [Fact]
    public void The_first_prediction_can_be_a_crossing() => Judge(12).ShouldBe([Outcome.LimitCrossed]);

    [Fact]
    public void Predictions_that_scatter_about_the_limit_cross_it_once() =>
        Judge(29, 32, 28, 39.99, 30).ShouldBe(
            [Outcome.LimitCrossed, Outcome.BelowLimit, Outcome.BelowLimit, Outcome.BelowLimit, Outcome.BelowLimit]);

    [Fact]
    public void Risen_by_the_hysteresis_it_is_healthy_and_can_cross_again() =>
        Judge(29, Limit + Machine.Hysteresis, 35, 30).ShouldBe(
            [Outcome.LimitCrossed, Outcome.Healthy, Outcome.Healthy, Outcome.LimitCrossed]);

    [Fact]
    public void Between_two_crossings_it_always_rose_by_the_hysteresis() => Gen.Double[0, 60].Array[1, 50].Sample(predictions =>
    {
        var outcomes = Judge(predictions);
        var crossings = Enumerable.Range(0, predictions.Length).Where(i => outcomes[i] == Outcome.LimitCrossed).ToArray();

        crossings.ShouldAllBe(i => predictions[i] <= Limit);
        foreach (var (first, second) in crossings.Zip(crossings.Skip(1)))
        {
            predictions[first..second].ShouldContain(cycles => cycles >= Limit + Machine.Hysteresis);
        }

        predictions.Any(cycles => cycles <= Limit).ShouldBe(crossings.Length > 0);
    });

    [Fact]
    public void Another_limit_is_watched_from_the_start()
    {
        var machine = NewMachine();
        machine.Judge(20);

        machine.Describe(MachineKind.Engine, "Engine 7", limit: 25);

        machine.IsBelowLimit.ShouldBeFalse();
        machine.Judge(20).ShouldBe(Outcome.LimitCrossed);
    }

    [Fact]
    public void Another_name_changes_nothing_else()
    {
        var machine = NewMachine();
        machine.Judge(20);

        machine.Describe(MachineKind.Line, "Line 2", Limit);

        (machine.Kind, machine.Name).ShouldBe((MachineKind.Line, "Line 2"));
        machine.Judge(20).ShouldBe(Outcome.BelowLimit);
    }

    private static Outcome[] Judge(params double[] predictions)
    {
        var machine = NewMachine();
        return [.. predictions.Select(machine.Judge)];
    }

    private static Machine NewMachine() => new()
    {
        Id = "engine-7",
        Kind = MachineKind.Engine,
        Name = "Engine 7",
        Limit = Limit,
        RegisteredAt = DateTimeOffset.UnixEpoch,
    };
}
