using Fraud.Api.Domain.Explaining;

namespace Fraud.Tests.Domain.Explaining;

public sealed class PeerGroupTests
{
    private static readonly DateTimeOffset From = Payments.Noon.AddDays(-30);

    [Fact]
    public void A_number_stands_above_those_that_are_smaller()
    {
        var standing = Standing.Of(30, [10, 20, 30, 40]);

        standing.ShouldBe(new Standing(30, 4, 50, 20, 40, 40));
    }

    [Fact]
    public void Quantiles_are_numbers_that_occurred()
    {
        var standing = Standing.Of(1_000, Enumerable.Range(1, 100).Select(number => (decimal)number));

        (standing.Median, standing.Percentile95, standing.Largest, standing.SmallerPercent).ShouldBe((50m, 95m, 100m, 100.0));
        Standing.Of(5, [7]).ShouldBe(new Standing(5, 1, 0, 7, 7, 7));
    }

    [Fact]
    public void Nobody_to_compare_with_gives_no_percentage() => Standing.Of(5, []).ShouldBe(new Standing(5, 0, null, null, null, null));

    [Fact]
    public void A_customer_is_compared_by_the_day_from_the_first_day_that_is_known()
    {
        // Two earlier today; on the four days before: 1, 0, 3, 1. Six of the seven were less than 50.
        var others = Others((.1, 20), (.5, 20), (1.2, 30), (3.1, 40), (3.2, 60), (3.9, 10), (4.5, 20));

        var group = PeerGroup.OfCustomer(Payments.Transaction(), others, From, limited: false);

        group.Payments.ShouldBe(7);
        group.Amount.ShouldBe(new Standing(50, 7, 85.7, 20, 60, 60));
        group.Frequency.ShouldBe(new Standing(3, 4, 75, 1, 3, 3));
        group.InWords.ShouldBe(
        [
            "paid 50.00: more than 85.7 % of this customer's 7 other payments (half of them up to 20.00, 95 % up to 60.00)",
            "number 3 in 24 hours: more than on 75 % of the 4 days before (1 on a usual one, 3 at most)",
        ]);
    }

    [Fact]
    public void A_first_payment_has_no_peers()
    {
        var group = PeerGroup.OfCustomer(Payments.Transaction(), [], From, limited: false);

        group.InWords.ShouldBe(
        [
            "paid 50.00, and there is nothing to compare it with",
            "number 1 in 24 hours, and no day before to compare with",
        ]);
    }

    [Fact]
    public void At_a_place_customers_are_compared_with_each_other()
    {
        // c1 was here once before; c2 three times, c3 once.
        PeerPayment[] others =
        [
            new(Payments.Noon.AddDays(-1), 10, "c1"),
            new(Payments.Noon.AddDays(-2), 20, "c2"), new(Payments.Noon.AddDays(-3), 30, "c2"), new(Payments.Noon.AddDays(-4), 90, "c2"),
            new(Payments.Noon.AddDays(-5), 50, "c3"),
        ];

        var group = PeerGroup.OfPlace(Payments.Transaction(), "other payments at this terminal", others, From, limited: true);

        group.Limited.ShouldBeTrue();
        group.Amount.SmallerPercent.ShouldBe(60);
        group.Frequency.ShouldBe(new Standing(2, 2, 50, 1, 3, 3));
        group.InWords[1].ShouldBe("number 2 of this customer there: more than 50 % of the 2 other customers (1 by a usual one, 3 at most)");
    }

    private static PeerPayment[] Others(params (double DaysBefore, decimal Amount)[] payments) =>
        [.. payments.Select(payment => new PeerPayment(Payments.Noon.AddDays(-payment.DaysBefore), payment.Amount, "c1"))];
}
