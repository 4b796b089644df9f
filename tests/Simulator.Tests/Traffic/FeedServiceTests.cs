using System.Net;
using Platform.TestKit;
using Simulator.Traffic;

namespace Simulator.Tests.Traffic;

public sealed class FeedServiceTests
{
    public static TheoryData<Exception> Outages =>
    [
        new ServiceException("fraud-api", "did not answer in time"),
        new ServiceException("fraud-api", "cannot be reached: Connection refused"),
        Answered(HttpStatusCode.InternalServerError),
        Answered(HttpStatusCode.ServiceUnavailable),
        Answered(HttpStatusCode.TooManyRequests),
        Answered(HttpStatusCode.Unauthorized),
    ];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task A_feed_does_the_same_again_after_an_outage(Exception outage)
    {
        await using var run = new RunningFeed(new ScriptedFeed(outage, null, outage, outage));
        await run.StartAsync();

        await run.RunUntilAsync(() => run.Feed.Steps >= 5, "the feed goes on");

        run.Feed.Calls.Take(6).ShouldBe(["prepare", "prepare", "step", "step", "step", "step"]);
        run.Log.Warnings.ShouldBe([$"things: {outage.Message}; tried again in 0.5 s, then at least every 5 s"]);
        run.Log.Messages.ShouldContain(message => message.StartsWith("things: goes on after ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_comes_back_after_an_hour_is_fed_again_within_seconds()
    {
        await using var run = new RunningFeed(new ScriptedFeed { EveryStep = new ServiceException("fraud-api", "cannot be reached: Connection refused") });
        await run.StartAsync();
        var started = run.Clock.GetTimestamp();
        await run.RunUntilAsync(() => run.Clock.GetElapsedTime(started) > TimeSpan.FromHours(1), "an hour passes", tick: 30);

        run.Log.Warnings.Length.ShouldBeInRange(2, 7, "it is told once in ten minutes");
        run.Feed.EveryStep = null;
        (await run.RunUntilAsync(() => run.Log.Messages[^1].Contains("goes on", StringComparison.Ordinal), "it goes on"))
            .ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(6));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task A_service_that_lost_its_data_is_prepared_again(HttpStatusCode status)
    {
        await using var run = new RunningFeed(new ScriptedFeed(null, null, Answered(status)));
        await run.StartAsync();

        await run.RunUntilAsync(() => run.Feed.Steps >= 4, "the feed goes on");

        run.Feed.Calls.Take(6).ShouldBe(["prepare", "step", "step", "prepare", "step", "step"]);
        run.Log.Warnings.ShouldHaveSingleItem().ShouldContain($"fraud-api answered {(int)status}");
    }

    [Fact]
    public async Task A_step_that_is_refused_though_all_is_prepared_is_left_out()
    {
        await using var run = new RunningFeed(new ScriptedFeed(null, Answered(HttpStatusCode.BadRequest), null, Answered(HttpStatusCode.BadRequest)));
        await run.StartAsync();

        await run.RunUntilAsync(() => run.Feed.Steps >= 3, "the feed goes on");

        run.Feed.Calls.Take(6).ShouldBe(["prepare", "step", "prepare", "step", "skip", "step"]);
        run.Log.Warnings.Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_service_that_refuses_everything_is_told_once_and_asked_ever_less()
    {
        await using var run = new RunningFeed(new ScriptedFeed { EveryStep = Answered(HttpStatusCode.UnprocessableEntity) });
        await run.StartAsync();

        var started = run.Clock.GetTimestamp();
        await run.RunUntilAsync(() => run.Clock.GetElapsedTime(started) > TimeSpan.FromMinutes(1), "a minute passes", tick: 1);

        run.Log.Warnings.ShouldHaveSingleItem().ShouldBe(
            "things: fraud-api answered 422 to POST /v1/things: what is wrong; tried again in 0.5 s, then at least every 30 s");
        run.Feed.Steps.ShouldBeLessThan(10);
    }

    [Fact]
    public async Task A_service_that_asks_for_patience_gets_it()
    {
        var busy = new ServiceException("fraud-api", "answered 503") { Status = HttpStatusCode.ServiceUnavailable, RetryAfter = TimeSpan.FromSeconds(20) };
        await using var run = new RunningFeed(new ScriptedFeed(null, busy));
        await run.StartAsync();
        await run.RunUntilAsync(() => run.Log.Warnings.Length > 0, "it is told");

        (await run.RunUntilAsync(() => run.Feed.Steps > 1, "it is tried again")).TotalSeconds.ShouldBeInRange(19.5, 25);

        run.Log.Warnings.ShouldHaveSingleItem().ShouldContain("tried again in 20.0 s");
    }

    [Fact]
    public async Task What_nobody_thought_of_does_not_end_a_feed_either()
    {
        await using var run = new RunningFeed(new ScriptedFeed(new KeyNotFoundException("no such\nmember"), null, new FileNotFoundException("gone")));
        await run.StartAsync();

        await run.RunUntilAsync(() => run.Feed.Steps >= 3, "the feed goes on");

        run.Log.Warnings.Length.ShouldBe(2);
        run.Log.Warnings[0].ShouldStartWith("things: KeyNotFoundException: no such member;");
    }

    [Fact]
    public async Task Our_own_stop_ends_a_feed_without_a_word()
    {
        var run = new RunningFeed(new ScriptedFeed());
        await run.StartAsync();
        await run.RunUntilAsync(() => run.Feed.Steps > 0, "it runs");

        await run.DisposeAsync();

        run.Execution!.IsFaulted.ShouldBeFalse();
        run.Log.Warnings.ShouldBeEmpty();
    }

    private static ServiceException Answered(HttpStatusCode status) =>
        new("fraud-api", $"answered {(int)status} to POST /v1/things: what is wrong") { Status = status };
}
