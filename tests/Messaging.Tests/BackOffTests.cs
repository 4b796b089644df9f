using CsCheck;
using Platform.Messaging;

namespace Messaging.Tests;

public sealed class BackOffTests
{
    private static readonly Gen<BackOff> Any = Gen.Select(
        Gen.Int[1, 10_000], Gen.Double[1, 20], Gen.Int[1, 3_600_000],
        (first, growth, limit) => new BackOff(TimeSpan.FromMilliseconds(first), growth, TimeSpan.FromMilliseconds(limit)));

    [Theory]
    [InlineData(1, 200)]
    [InlineData(2, 400)]
    [InlineData(3, 800)]
    [InlineData(5, 3_200)]
    [InlineData(6, 5_000)]
    [InlineData(1_000_000, 5_000)]
    public void Waits_double_up_to_the_limit(int failures, int milliseconds)
    {
        var backOff = new BackOff(TimeSpan.FromMilliseconds(200), 2, TimeSpan.FromSeconds(5));

        backOff.After(failures).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Fact]
    public void Waits_never_shrink_and_never_pass_the_limit() =>
        Gen.Select(Any, Gen.Int[1, 10_000]).Sample((backOff, failures) =>
            backOff.After(failures) <= backOff.After(failures + 1)
            && backOff.After(failures) <= backOff.Limit
            && backOff.After(failures) > TimeSpan.Zero);

    [Fact]
    public void No_failure_is_no_reason_to_wait() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new BackOff(TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(5)).After(0));
}
