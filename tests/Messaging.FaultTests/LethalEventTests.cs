using Messaging.Chaos;
using Messaging.Chaos.Harness;

namespace Messaging.FaultTests;

[Collection(ChaosCollection.Name)]
public sealed class LethalEventTests(ChaosFixture fixture)
{
    // As often as the queues are declared to allow; whether the last one is seen before the parked event is a matter of luck.
    private const int Deaths = 20;

    [Fact]
    public async Task An_event_that_ends_every_process_is_parked_and_all_others_have_their_effect()
    {
        await using var run = await ChaosRun.StartAsync(fixture.Servers, new ChaosOptions(Fault: Fault.DiesOfOneEvent));

        var ends = await run.ReplaceConsumersAsync();

        var tally = await run.SettleAsync();
        tally.ShouldBe(new Tally(tally.Events, Lost: 1, Doubled: 0, Invented: 0, Parked: 1));
        tally.Events.ShouldBeGreaterThan(100);
        ends.ShouldBeInRange(Deaths, Deaths + 1);
    }
}
