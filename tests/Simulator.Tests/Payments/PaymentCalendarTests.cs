using Simulator.Payments;

namespace Simulator.Tests.Payments;

public sealed class PaymentCalendarTests
{
    private static readonly DateOnly Day = new(2026, 3, 14);
    private static readonly CardWorld World = new(seed: 7, customers: 500, terminals: 1_000);
    private readonly PaymentCalendar _calendar = new(7, World);

    [Fact]
    public void A_day_is_the_same_whenever_it_is_asked_for()
    {
        var again = new PaymentCalendar(7, new CardWorld(7, 500, 1_000));
        _ = again.Day(Day.AddDays(-1));

        again.Day(Day).ShouldBe(_calendar.Day(Day));
    }

    [Fact]
    public void Another_seed_gives_another_day()
    {
        new PaymentCalendar(8, World).Day(Day).Select(payment => payment.Amount)
            .ShouldNotBe(_calendar.Day(Day).Select(payment => payment.Amount));
    }

    [Fact]
    public void Payments_lie_within_their_day_in_order_and_have_ids_of_their_own()
    {
        var payments = _calendar.Day(Day);

        payments.ShouldAllBe(payment => DateOnly.FromDateTime(payment.At.UtcDateTime) == Day);
        payments.Select(payment => payment.At).ShouldBeInOrder();
        payments.Select(payment => payment.TransactionId).ShouldBeUnique();
    }

    [Fact]
    public void Customers_pay_about_twice_a_day_as_in_the_handbook()
    {
        var payments = Month().Count;

        (payments / (30.0 * World.Customers.Count)).ShouldBe(1.92, 0.15);
    }

    [Fact]
    public void About_one_payment_in_a_hundred_is_a_fraud_as_in_the_handbook()
    {
        var payments = Month();

        (payments.Count(payment => payment.Fraud != FraudScenario.None) / (double)payments.Count).ShouldBeInRange(0.003, 0.02);
    }

    [Fact]
    public void A_payment_over_220_is_never_genuine()
    {
        Month().Where(payment => payment.Amount > 220).ShouldAllBe(payment => payment.Fraud != FraudScenario.None);
    }

    [Fact]
    public void A_compromised_terminal_turns_every_payment_into_a_fraud_for_as_long_as_it_is_compromised()
    {
        var byTerminalAndDay = Month().GroupBy(payment => (payment.TerminalId, payment.At.Date));
        var compromised = byTerminalAndDay.Where(day => day.Any(payment => payment.Fraud == FraudScenario.CompromisedTerminal)).ToArray();

        compromised.ShouldNotBeEmpty();
        compromised.ShouldAllBe(day => day.All(payment => payment.Fraud != FraudScenario.None));
    }

    [Fact]
    public void Customers_only_go_to_terminals_near_them()
    {
        var near = World.Customers.ToDictionary(customer => customer.Id, customer => customer.Terminals.Select(number => World.Terminals[number]).ToHashSet());

        Month().ShouldAllBe(payment => near[payment.CustomerId].Contains(payment.TerminalId));
    }

    private List<Payment> Month() => [.. Enumerable.Range(0, 30).SelectMany(ago => _calendar.Day(Day.AddDays(-ago)))];
}
