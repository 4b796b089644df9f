using Messaging.Chaos.Harness;
using Xunit.Abstractions;

namespace Messaging.FaultTests;

[Collection(ChaosCollection.Name)]
public sealed class EveryDeathTests(ChaosFixture fixture, ITestOutputHelper output)
{
    private const int Kills = 120;
    private const double ServerShare = 0.03;

    [Fact]
    public async Task Whoever_is_killed_at_whatever_boundary_every_event_has_its_effect_exactly_once()
    {
        await using var run = await ChaosRun.StartAsync(fixture.Servers, new ChaosOptions(Seed: 2026));

        foreach (var strike in StrikePlan.Make(Kills, ServerShare, new Random(2026)))
        {
            await run.StrikeAsync(strike);
        }

        var tally = await run.SettleAsync();
        output.WriteLine($"{tally}{Environment.NewLine}{KillReport.Write(run)}");
        tally.ShouldBe(new Tally(tally.Events, Lost: 0, Doubled: 0, Invented: 0, Parked: 0));
        tally.Events.ShouldBeGreaterThan(Kills);
        run.Kills.ShouldBe(Kills);
        run.Cells.Count.ShouldBe(StrikePlan.Cells);
    }
}
