using Fraud.Api.Domain.Cases;

namespace Fraud.Tests.Domain.Cases;

public sealed class CaseSimilarityTests
{
    [Fact]
    public void The_same_terminals_and_reasons_are_all_that_can_be_alike() =>
        CaseSimilarity.Of(["w1"], ["a", "b"], ["w1"], ["b", "a"]).Value.ShouldBe(1);

    [Fact]
    public void Nothing_in_common_is_nothing()
    {
        var likeness = CaseSimilarity.Of(["w1"], ["a"], ["w2"], ["b"]);

        likeness.Value.ShouldBe(0);
        likeness.SharedTerminals.ShouldBeEmpty();
        likeness.SharedReasons.ShouldBeEmpty();
    }

    [Fact]
    public void Terminals_and_reasons_count_half_each()
    {
        // One of two terminals: 1/2. One of three codes: 1/3.
        var likeness = CaseSimilarity.Of(["w1", "w2"], ["a", "b"], ["w2", "w9"], ["b", "c"]);

        likeness.Value.ShouldBe((0.5 + (1.0 / 3)) / 2, 1e-12);
        likeness.SharedTerminals.ShouldBe(["w2"]);
        likeness.SharedReasons.ShouldBe(["b"]);
    }

    [Fact]
    public void Cases_without_reasons_are_compared_by_their_terminals() =>
        CaseSimilarity.Of(["w1"], [], ["w1"], []).Value.ShouldBe(0.5);
}
