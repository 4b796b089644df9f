using CsCheck;
using Platform.Messaging;
using Platform.Messaging.Consuming;

namespace Messaging.Tests.Consuming;

public sealed class RetryScheduleTests
{
    [Fact]
    public void The_default_waits_grow_from_a_second_to_minutes()
    {
        var schedule = new RetrySchedule(new MessagingOptions());

        schedule.Delays.Select(d => d.TotalSeconds).ShouldBe([1, 6, 36, 216]);
        schedule.MaximumAttempts.ShouldBe(5);
    }

    [Fact]
    public void The_last_attempt_is_followed_by_none()
    {
        var schedule = new RetrySchedule(new MessagingOptions { Retries = 2 });

        schedule.DelayAfter(1).ShouldBe(TimeSpan.FromSeconds(1));
        schedule.DelayAfter(2).ShouldBe(TimeSpan.FromSeconds(6));
        schedule.DelayAfter(3).ShouldBeNull();
    }

    [Fact]
    public void Without_retries_the_first_failure_is_the_last() =>
        new RetrySchedule(new MessagingOptions { Retries = 0 }).DelayAfter(1).ShouldBeNull();

    [Fact]
    public void No_wait_is_longer_than_an_hour() =>
        new RetrySchedule(new MessagingOptions { Retries = 10, RetryGrowth = 20 }).Delays[^1].ShouldBe(RetrySchedule.LongestDelay);

    [Fact]
    public void Every_attempt_number_has_an_answer_even_after_the_options_were_lowered() =>
        Gen.Select(Gen.Int[0, 10], Gen.Int[-5, 1_000]).Sample((retries, attempt) =>
        {
            var schedule = new RetrySchedule(new MessagingOptions { Retries = retries });
            return schedule.DelayAfter(attempt) is null == attempt > retries || retries == 0;
        });

    [Fact]
    public void Every_wait_is_a_whole_number_of_milliseconds_which_is_what_the_broker_counts() =>
        Gen.Select(Gen.Int[10, 10_000], Gen.Double[1, 20]).Sample((first, growth) =>
            new RetrySchedule(new MessagingOptions { RetryDelay = TimeSpan.FromMilliseconds(first), RetryGrowth = growth })
                .Delays.All(delay => delay.Ticks % TimeSpan.TicksPerMillisecond == 0));

    [Fact]
    public void A_message_waits_between_80_and_100_percent_of_its_queues_delay() =>
        Gen.Select(Gen.Int[10, 3_600_000], Gen.Double[0, 1]).Sample((milliseconds, chance) =>
        {
            var delay = TimeSpan.FromMilliseconds(milliseconds);
            var wait = RetrySchedule.Jittered(delay, chance);
            return wait >= delay * 0.8 && wait <= delay && wait.Ticks % TimeSpan.TicksPerMillisecond == 0;
        });

    [Fact]
    public void The_whole_range_of_waits_is_used()
    {
        var delay = TimeSpan.FromSeconds(10);

        RetrySchedule.Jittered(delay, 0).ShouldBe(TimeSpan.FromSeconds(8));
        RetrySchedule.Jittered(delay, 0.5).ShouldBe(TimeSpan.FromSeconds(9));
        RetrySchedule.Jittered(delay, 1).ShouldBe(delay);
    }
}
