using Platform.Inference;
using Platform.Statistics;

namespace Inference.Tests.Golden;

public sealed class GoldenInputTests
{
    [Fact]
    public void SplitMix64_gives_the_published_sequence()
    {
        // The first numbers for seed 1234567 of the reference implementation (Vigna, splitmix64.c).
        var random = new SplitMix64(1234567);

        new[] { random.Next(), random.Next(), random.Next() }.ShouldBe([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL]);
    }

    [Fact]
    public void A_seeded_input_is_uniform_between_its_bounds_and_the_same_every_time()
    {
        var input = GoldenInput.Seeded(7, low: -1, high: 3);

        var values = input.Materialise(20_000);

        values.ShouldAllBe(value => value >= -1 && value < 3);
        values.Average().ShouldBe(1, .05f);
        input.Materialise(20_000).ShouldBe(values);
    }

    [Fact]
    public void Given_values_are_taken_as_they_are() => GoldenInput.Of(1, 2, 3).Materialise(3).ShouldBe([1, 2, 3]);

    [Fact]
    public void Values_of_another_number_are_refused() => Should.Throw<InvalidDataException>(() => GoldenInput.Of(1, 2, 3).Materialise(4));

    [Fact]
    public void Neither_values_nor_a_seed_is_refused() => Should.Throw<InvalidDataException>(() => new GoldenInput().Materialise(1));

    [Fact]
    public void Values_and_a_seed_are_refused() => Should.Throw<InvalidDataException>(() => (GoldenInput.Of(1) with { Seed = 1 }).Materialise(1));

    [Fact]
    public void Bounds_that_are_upside_down_are_refused() => Should.Throw<InvalidDataException>(() => GoldenInput.Seeded(1, 2, 1).Materialise(1));
}
