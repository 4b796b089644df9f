using Platform.Learning;
using Retail.Training.Data;
using Retail.Training.Ranking;

namespace Retail.Tests.Ranking;

public sealed class RankerTrainerTests
{
    private static readonly DateOnly Until = new(2011, 7, 1);

    private static readonly RankerSettings Settings = new() { LabelDays = 10, Dates = 2, Step = 5, PastDays = 10, Negatives = 2 };

    [Fact]
    public void Each_list_has_what_was_bought_and_a_few_of_the_rest()
    {
        var table = RankerTrainer.Table(Sales(), Until, Settings);

        table.GroupSizes!.Sum().ShouldBe(table.RowCount);
        var start = 0;
        foreach (var size in table.GroupSizes!)
        {
            var labels = table.Labels[start..(start + size)];
            labels.ShouldContain(1f);
            labels.Count(label => label == 0).ShouldBeLessThanOrEqualTo(Settings.Negatives);
            start += size;
        }
    }

    [Fact]
    public void The_same_sales_give_the_same_rows()
    {
        var (first, second) = (RankerTrainer.Table(Sales(), Until, Settings), RankerTrainer.Table(Sales(), Until, Settings));

        second.Rows.ShouldBe(first.Rows);
        second.Labels.ShouldBe(first.Labels);
    }

    [Fact]
    public void Too_short_a_past_is_refused() =>
        Should.Throw<InputException>(() => RankerTrainer.Table([.. Sales().Where(sale => sale.At >= new DateTime(2011, 6, 25))], Until, Settings))
            .Message.ShouldContain("at least 20 days");

    // Ten customers who come every few days and take two of eight items.
    private static List<Sale> Sales() => [.. Enumerable.Range(0, 60)
        .SelectMany(day => Enumerable.Range(0, 10).Where(customer => (day + customer) % 3 == 0)
            .SelectMany(customer => new[] { (day + customer) % 8, customer % 8 }
                .Select(item => new Sale("1", $"1111{item}", Until.ToDateTime(TimeOnly.MinValue).AddDays(day - 60), 1 + item, $"c{customer}"))))];
}
