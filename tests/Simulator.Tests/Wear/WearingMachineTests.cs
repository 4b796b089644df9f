using Simulator.Wear;

namespace Simulator.Tests.Wear;

public sealed class WearingMachineTests
{
    private static readonly WearingMachine[] Fleet = [.. Enumerable.Range(0, 300).Select(i => new WearingMachine(3, $"engine-{i}", 0))];

    [Fact]
    public void Lives_are_as_long_as_those_of_C_MAPSS_FD001()
    {
        Fleet.ShouldAllBe(machine => machine.Life >= 128 && machine.Life <= 362);
        Fleet.Average(machine => machine.Life).ShouldBe(206, 10);
    }

    [Fact]
    public void A_cycle_reads_the_same_whenever_it_is_asked_for()
    {
        Fleet[0].At(50).Sensors.ShouldBe(new WearingMachine(3, "engine-0", 0).At(50).Sensors);
    }

    [Theory]
    [InlineData(3, 26.6)]
    [InlineData(10, 0.81)]
    [InlineData(11, -2.16)]
    public void A_sensor_has_drifted_by_the_measured_change_when_the_machine_fails(int sensor, double change)
    {
        var measured = Fleet.Average(machine => (double)machine.At(machine.Life).Sensors[sensor] - machine.At(1).Sensors[sensor]);

        measured.ShouldBe(change, Math.Abs(change) * 0.15);
    }

    [Fact]
    public void Machines_that_begin_worn_have_less_to_go_until_they_fail()
    {
        var (first, last) = (Fleet.Select(machine => (double)machine.At(1).Sensors[3]).ToArray(), Fleet.Select(machine => (double)machine.At(machine.Life).Sensors[3]).ToArray());

        Deviation(last).ShouldBeLessThan(Deviation(first), "they fail at about the same level");
    }

    [Fact]
    public void A_replacement_is_another_machine_at_the_same_place()
    {
        var machine = Fleet[0];
        var replacement = machine.Replacement();

        replacement.Name.ShouldBe(machine.Name);
        replacement.Id.ShouldNotBe(machine.Id);
        replacement.At(1).Sensors.ShouldNotBe(machine.At(1).Sensors);
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
