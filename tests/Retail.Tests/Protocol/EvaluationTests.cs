using Platform.Learning;
using Retail.Api.Domain.Recommending;
using Retail.Training.Data;
using Retail.Training.Protocol;

namespace Retail.Tests.Protocol;

public sealed class EvaluationTests
{
    private static readonly DateOnly Until = new(2011, 7, 1);

    // Three items are known; one customer comes back for two of them and something nobody knows.
    private static readonly Split Split = Split.At(
        [
            Sale("a", "11111", -9), Sale("b", "22222", -8), Sale("b", "33333", -7), Sale("b", "11111", -6), Sale("c", "22222", -2),
            Sale("a", "11111", 1), Sale("a", "22222", 2), Sale("a", "44444", 3),
        ],
        Until);

    [Fact]
    public void The_gain_is_set_against_an_ideal_list_of_all_that_was_bought()
    {
        var evaluation = Evaluation.Of(Split, Scope.All, (_, _) => [Position("33333"), Position("22222"), Position("11111")]);

        var gain = 1 / Math.Log2(3) + 1 / Math.Log2(4);
        var ideal = 1 + 1 / Math.Log2(3) + 1 / Math.Log2(4);
        evaluation.Recommender().Value.ShouldBe(gain / ideal, 1e-9);
    }

    [Fact]
    public void For_new_items_only_what_was_not_bought_before_counts()
    {
        var evaluation = Evaluation.Of(Split, Scope.New, (_, _) => [Position("22222")], ("nothing", (_, _) => []));

        evaluation.Recommender().Value.ShouldBe(1 / (1 + 1 / Math.Log2(3)), 1e-9);
        evaluation.Other("nothing").Value.ShouldBe(0);
        evaluation.Gain("nothing").Value.ShouldBe(evaluation.Recommender().Value);
    }

    [Fact]
    public void The_lists_to_beat_hold_what_they_say()
    {
        var history = Split.Tests.Single().History;

        Codes(Lists.Popularity(Split)(history, Scope.All)).ShouldBe(["11111", "22222", "33333"]);
        Codes(Lists.Popularity(Split)(history, Scope.New)).ShouldBe(["22222", "33333"]);
        Codes(Lists.OwnFrequency(Split)(history, Scope.All)).First().ShouldBe("11111");
        Codes(Lists.ItemCosine(Split)(history, Scope.New)).ShouldBe(["33333", "22222"]); // 1 / sqrt(2 * 1) before 1 / sqrt(2 * 2)
    }

    [Fact]
    public void Without_anyone_to_test_on_it_says_so() =>
        Should.Throw<InputException>(() => Evaluation.Of(Split.At([Sale("a", "11111", -1)], Until), Scope.All, (_, _) => []));

    private static int Position(string code) => Split.Assortment.TryFind(code, out var position) ? position : -1;

    private static IEnumerable<string> Codes(IEnumerable<int> items) => items.Select(item => Split.Assortment.Ids[item]);

    private static Sale Sale(string customer, string stockCode, int day) =>
        new("1", stockCode, Until.ToDateTime(new TimeOnly(9, 0)).AddDays(day), 2m, customer);
}
