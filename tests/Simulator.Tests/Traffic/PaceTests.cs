using Microsoft.Extensions.Time.Testing;
using Platform.TestKit;
using Simulator.Traffic;

namespace Simulator.Tests.Traffic;

public sealed class PaceTests
{
    [Fact]
    public async Task A_held_feed_sends_nothing_and_goes_on_when_it_may()
    {
        await using var run = new RunningFeed(new ScriptedFeed());
        await run.StartAsync();
        await run.RunUntilAsync(() => run.Feed.Steps >= 2, "it runs");

        run.Pace.Set(0);
        var held = run.Feed.Steps;
        await Eventually.StaysTrueAsync(
            () =>
            {
                run.Clock.Advance(TimeSpan.FromSeconds(10));
                return Task.FromResult(run.Feed.Steps == held);
            },
            "nothing is sent",
            TimeSpan.FromSeconds(0.5));

        run.Pace.Set(1);
        await Eventually.TrueAsync(() => run.Feed.Steps > held, "the step that is due is sent at once");
    }

    [Fact]
    public async Task A_simulator_that_is_held_from_the_start_does_not_load_the_past()
    {
        await using var run = new RunningFeed(new ScriptedFeed());
        run.Pace.Set(0);
        await run.StartAsync();

        await Eventually.StaysTrueAsync(() => Task.FromResult(run.Feed.Calls.IsEmpty), "nothing is sent", TimeSpan.FromSeconds(0.3));
        run.Pace.Set(1);

        await Eventually.TrueAsync(() => run.Feed.Steps > 0, "it goes on");
    }

    [Theory]
    [InlineData(0.1, 10)]
    [InlineData(1, 1)]
    [InlineData(10, 0.1)]
    public async Task A_step_comes_as_the_factor_says(double factor, double seconds)
    {
        var clock = new FakeTimeProvider();
        var pace = new Pace(clock);
        pace.Set(factor);

        var next = pace.NextAsync(clock.GetTimestamp(), rate: 1, CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(seconds * 0.9));
        next.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(seconds * 0.2));

        await next.WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task A_wait_that_has_begun_becomes_shorter_when_the_pace_does()
    {
        var clock = new FakeTimeProvider();
        var pace = new Pace(clock);
        pace.Set(0.000001);
        var next = pace.NextAsync(clock.GetTimestamp(), rate: 1, CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(2));

        pace.Set(1);

        await next.WaitAsync(Eventually.Patience);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_pace_out_of_range_is_refused(double factor)
    {
        var pace = new Pace(TimeProvider.System);

        Should.Throw<ArgumentOutOfRangeException>(() => pace.Set(factor));

        pace.Factor.ShouldBe(1);
    }
}
