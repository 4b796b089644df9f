using CsCheck;
using Retail.Api.Domain.Recommending;

namespace Retail.Tests.Domain.Recommending;

public sealed class TopTests
{
    [Fact]
    public void It_is_the_head_of_the_sorted_positive_values() =>
        Gen.Select(Gen.Int[-3, 5].Select(value => value / 2f).Array[0, 30], Gen.Int[0, 12]).Sample((values, count) =>
        {
            var expected = values
                .Select((value, position) => new Neighbour(position, value))
                .Where(entry => entry.Weight > 0)
                .OrderByDescending(entry => entry.Weight).ThenBy(entry => entry.Item)
                .Take(count);

            Top.Of(values, count).ShouldBe(expected);
        });
}
