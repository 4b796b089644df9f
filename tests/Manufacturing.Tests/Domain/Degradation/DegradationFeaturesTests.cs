using Manufacturing.Api.Domain.Degradation;

namespace Manufacturing.Tests.Domain.Degradation;

public sealed class DegradationFeaturesTests
{
    [Fact]
    public void Every_sensor_that_wears_gives_five_and_the_cycles_run_one() =>
        DegradationFeatures.All.Count.ShouldBe((16 * 5) + 1);

    [Fact]
    public void Names_are_unique_and_every_feature_is_described()
    {
        DegradationFeatures.Names.ShouldBeUnique();
        DegradationFeatures.All.ShouldAllBe(feature => feature.Description.Length > 0);
    }

    [Fact]
    public void Channels_are_numbered_as_in_the_files() =>
        SensorChannels.All.Select(channel => channel.Number).ShouldBe(Enumerable.Range(1, 21));

    [Fact]
    public void Each_value_stands_at_its_name()
    {
        // Sensor n reads n in the first 30 cycles and 2n in the last 30.
        var history = Cycles.History(
            [.. Enumerable.Range(1, 60).Select(cycle => new Cycle(cycle, [.. Enumerable.Range(1, 21).Select(sensor => cycle <= 30 ? sensor : 2d * sensor)]))]);

        var vector = DegradationFeatures.Vector(history);

        Value("t24_mean").ShouldBe(4); // channel 2
        Value("t24_deviation").ShouldBe(2);
        Value("w32_smoothed").ShouldBe(42); // channel 21
        Value("w32_wear_rate").ShouldBe(21f / 60);
        Value("ps30_slope").ShouldBe(0);
        Value("cycles_run").ShouldBe(60);

        float Value(string name) => vector[Array.IndexOf(DegradationFeatures.Names, name)];
    }
}
