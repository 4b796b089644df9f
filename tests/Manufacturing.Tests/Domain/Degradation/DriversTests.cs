using Manufacturing.Api.Domain.Degradation;

namespace Manufacturing.Tests.Domain.Degradation;

public sealed class DriversTests
{
    [Fact]
    public void Features_of_a_sensor_count_together_and_the_strongest_comes_first()
    {
        var drivers = Strongest(
            ("t50_mean", 0, -10), ("t50_deviation", 26.55f, -15), ("ps30_deviation", .81f, -20), ("ps30_slope", .01f, -1), ("cycles_run", 188, -30));

        drivers.Select(driver => (driver.Code, driver.Cycles)).ShouldBe([("cycles_run", -30), ("T50", -25), ("Ps30", -21)]);
    }

    [Fact]
    public void They_say_in_words_how_far_the_sensor_has_moved() =>
        Strongest(("t50_deviation", 26.55f, -3), ("phi_deviation", -2.16f, -2), ("bpr_deviation", .00123f, -1)).Select(driver => driver.Text).ShouldBe(
        [
            "LPT outlet temperature (T50) is 27 °R above its level in the first cycles",
            "Fuel flow per HPC pressure (phi) is 2.2 pps/psi below its level in the first cycles",
            "Bypass ratio (BPR) is 0.0012 above its level in the first cycles",
        ]);

    [Fact]
    public void Cycles_run_are_said_as_such() => Strongest(("cycles_run", 188, -30)).ShouldBe([new Driver("cycles_run", "188 cycles run", -30)]);

    [Fact]
    public void A_machine_above_the_average_is_told_what_lifts_it() =>
        Strongest(("t50_deviation", 0, 12), ("phi_deviation", 0, -5), ("nc_deviation", 0, 3)).Select(driver => driver.Code).ShouldBe(["T50", "Nc"]);

    [Fact]
    public void What_pulls_the_other_way_is_left_out_even_where_there_is_room() =>
        Strongest(("t50_deviation", 0, -12), ("phi_deviation", 0, 5)).Select(driver => driver.Code).ShouldBe(["T50"]);

    [Fact]
    public void There_are_three_at_most() =>
        Strongest(("t24_mean", 0, -1), ("t30_mean", 0, -2), ("t50_mean", 0, -3), ("p30_mean", 0, -4)).Length.ShouldBe(3);

    private static Driver[] Strongest(params (string Feature, float Value, double Cycles)[] known)
    {
        var (features, contributions) = (new float[DegradationFeatures.Names.Length], new double[DegradationFeatures.Names.Length]);
        foreach (var (feature, value, cycles) in known)
        {
            var index = Array.IndexOf(DegradationFeatures.Names, feature);
            (features[index], contributions[index]) = (value, cycles);
        }

        return Drivers.Strongest(features, contributions);
    }
}
