using Manufacturing.Api.Domain;
using Platform.ServiceDefaults;

namespace Manufacturing.Tests.Domain;

public sealed class ReadingTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_values_are_the_same_reading_whenever_they_come() =>
        Reading().IsSameReadingAs(Reading(recordedAt: At.AddDays(1))).ShouldBeTrue();

    [Fact]
    public void Any_other_value_makes_another_reading()
    {
        Reading().IsSameReadingAs(Reading(machineId: "engine-8")).ShouldBeFalse();
        Reading().IsSameReadingAs(Reading(cycle: 18)).ShouldBeFalse();
        Reading().IsSameReadingAs(Reading(at: At.AddMicroseconds(1))).ShouldBeFalse();
        Reading().IsSameReadingAs(Reading(setting: .5)).ShouldBeFalse();
        Reading().IsSameReadingAs(Reading(sensor: Math.BitIncrement(1))).ShouldBeFalse();
    }

    [Fact]
    public void Times_are_kept_in_utc_to_the_microsecond() =>
        new DateTimeOffset(2026, 1, 31, 14, 0, 0, TimeSpan.FromHours(2)).AddTicks(19).ToStoredPrecision()
            .ShouldSatisfyAllConditions(
                stored => stored.ShouldBe(At.AddTicks(10)),
                stored => stored.Offset.ShouldBe(TimeSpan.Zero));

    private static Reading Reading(
        string machineId = "engine-7", int cycle = 17, DateTimeOffset? at = null, double setting = 0, double sensor = 1, DateTimeOffset? recordedAt = null) => new()
        {
            MachineId = machineId,
            Cycle = cycle,
            At = at ?? At,
            Settings = [setting, 0, 100],
            Sensors = [.. Enumerable.Repeat(1d, Cycles.SensorCount - 1), sensor],
            RecordedAt = recordedAt ?? At,
        };
}
