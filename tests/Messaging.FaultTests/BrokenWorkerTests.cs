using Messaging.Chaos;
using Messaging.Chaos.Harness;

namespace Messaging.FaultTests;

/// <summary>The harness sees what it looks for: services with a mistake in them do not pass.</summary>
[Collection(ChaosCollection.Name)]
public sealed class BrokenWorkerTests(ChaosFixture fixture)
{
    [Fact]
    public async Task A_consumer_that_acknowledges_before_it_commits_is_seen_to_lose_events()
    {
        var tally = await KillAsync(Fault.AcknowledgesFirst, new Strike(Victim.Consumer, [Boundary.EffectWritten]));

        tally.Lost.ShouldBeGreaterThan(0);
        tally.ShouldBe(new Tally(tally.Events, tally.Lost, Doubled: 0, Invented: 0, Parked: 0));
    }

    [Fact]
    public async Task A_consumer_without_an_inbox_is_seen_to_do_things_twice()
    {
        var tally = await KillAsync(Fault.ForgetsItsInbox, new Strike(Victim.Consumer, [Boundary.EffectCommitted]));

        tally.Doubled.ShouldBeGreaterThan(0);
        tally.ShouldBe(new Tally(tally.Events, Lost: 0, tally.Doubled, Invented: 0, Parked: 0));
    }

    [Fact]
    public async Task A_producer_that_announces_before_it_commits_is_seen_to_invent_events()
    {
        var tally = await KillAsync(Fault.AnnouncesFirst, new Strike(Victim.Producer, [Boundary.StateWritten]));

        tally.Invented.ShouldBeGreaterThan(0);
        tally.ShouldBe(new Tally(tally.Events, Lost: 0, Doubled: 0, tally.Invented, Parked: 0));
    }

    private async Task<Tally> KillAsync(Fault fault, Strike strike)
    {
        await using var run = await ChaosRun.StartAsync(fixture.Servers, new ChaosOptions(Fault: fault));
        await run.StrikeAsync(strike);
        return await run.SettleAsync(TimeSpan.FromSeconds(3));
    }
}
