using CsCheck;
using Retail.Api.Domain.Ordering;

namespace Retail.Tests.Domain.Ordering;

public sealed class OrderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(PaymentVerdict.Approve, OrderStatus.Released)]
    [InlineData(PaymentVerdict.Review, OrderStatus.Held)]
    [InlineData(PaymentVerdict.Decline, OrderStatus.Cancelled)]
    public void A_pending_order_becomes_what_the_verdict_says(PaymentVerdict verdict, OrderStatus status)
    {
        var order = Order();

        order.Apply(verdict, ["amount"], Noon).ShouldBeTrue();

        (order.Status, order.DecidedAt, order.IsDecided).ShouldBe((status, Noon, true));
        order.Reasons.ShouldBe(["amount"]);
    }

    [Theory]
    [InlineData(PaymentVerdict.Approve, OrderStatus.Released, true)]
    [InlineData(PaymentVerdict.Review, OrderStatus.Held, false)]
    [InlineData(PaymentVerdict.Decline, OrderStatus.Cancelled, true)]
    public void A_held_order_waits_for_a_yes_or_a_no(PaymentVerdict verdict, OrderStatus status, bool changes)
    {
        var order = Order();
        order.Apply(PaymentVerdict.Review, [], Noon);

        order.Apply(verdict, [], Noon.AddHours(1)).ShouldBe(changes);

        order.Status.ShouldBe(status);
        order.DecidedAt.ShouldBe(changes ? Noon.AddHours(1) : Noon);
    }

    [Fact]
    public void Released_and_cancelled_are_final_whatever_comes_and_comes_again() =>
        Gen.Enum<PaymentVerdict>().Array[1, 8].Sample(verdicts =>
        {
            var order = Order();
            var expected = OrderStatus.PendingScreening;
            foreach (var verdict in verdicts)
            {
                order.Apply(verdict, [], Noon);
                expected = (expected, verdict) switch
                {
                    (OrderStatus.Released or OrderStatus.Cancelled, _) => expected,
                    (_, PaymentVerdict.Approve) => OrderStatus.Released,
                    (_, PaymentVerdict.Decline) => OrderStatus.Cancelled,
                    _ => OrderStatus.Held,
                };
            }

            order.Status.ShouldBe(expected);
        });

    [Fact]
    public void The_total_is_the_sum_of_its_lines() =>
        Api.Domain.Ordering.Order.TotalOf([Line(1, "a", 3, 1.10m), Line(2, "b", 2, 0.35m)]).ShouldBe(4.00m);

    [Fact]
    public void An_order_is_the_same_with_its_lines_in_another_order_and_at_other_prices() =>
        Order(Line(1, "a", 3, 1m), Line(2, "b", 2, 2m)).IsSameOrderAs(Order(Line(1, "b", 2, 9m), Line(2, "a", 3, 9m))).ShouldBeTrue();

    [Theory]
    [InlineData("a", 4)]
    [InlineData("b", 3)]
    public void An_order_of_other_pieces_is_another_order(string item, int quantity) =>
        Order(Line(1, "a", 3, 1m)).IsSameOrderAs(Order(Line(1, item, quantity, 1m))).ShouldBeFalse();

    private static OrderLine Line(int number, string item, int quantity, decimal price) =>
        new() { Number = number, ItemId = item, Quantity = quantity, UnitPrice = price };

    private static Order Order(params OrderLine[] lines) => new()
    {
        Id = Guid.CreateVersion7(Noon),
        ShopperId = "s1",
        Key = "k1",
        Lines = [.. lines],
        Currency = "GBP",
        Total = Api.Domain.Ordering.Order.TotalOf(lines),
        PlacedAt = Noon,
    };
}
