using Simulator.Traffic;

namespace Simulator.Tests.Traffic;

public sealed class DrawTests
{
    [Fact]
    public void A_subject_draws_the_same_numbers_in_every_process()
    {
        var random = Draw.For(2018, "payments", 739_000);

        new[] { random.Next(1_000), random.Next(1_000), random.Next(1_000) }.ShouldBe(Expected);
    }

    [Fact]
    public void Subjects_and_numbers_have_draws_of_their_own()
    {
        new[] { Draw.For(1, "a"), Draw.For(1, "b"), Draw.For(1, "a", 1), Draw.For(2, "a") }
            .Select(random => random.NextInt64()).ShouldBeUnique();
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(3)]
    public void Poisson_counts_have_the_mean_that_was_asked_for(double mean)
    {
        var random = Draw.For(1, "poisson");

        Enumerable.Range(0, 20_000).Average(_ => random.Poisson(mean)).ShouldBe(mean, 0.05 * mean);
    }

    // Written down once, so that a change of the generator is noticed: it would break the resumption of a simulation.
    private static readonly int[] Expected = [373, 732, 189];
}
