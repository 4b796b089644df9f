using Fraud.Api.Domain.Features;
using Fraud.Training.Data;
using Fraud.Training.Features;

namespace Fraud.Tests.Training.Features;

public sealed class HistoryReplayTests
{
    private static readonly DateTimeOffset Start = new(2018, 4, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_customers_windows_end_with_the_payment_and_begin_after_the_day()
    {
        var replay = new HistoryReplay();
        replay.Next(Payment(TimeSpan.Zero, amount: 100));
        replay.Next(Payment(Second, amount: 10));

        // One day after the first: that one has just left the window (t - 1 day, t], the second is still in it.
        var customer = replay.Next(Payment(TimeSpan.FromDays(1), amount: 20)).Customer;

        customer.Day.ShouldBe(new CustomerWindow(2, 30));
        customer.Week.ShouldBe(new CustomerWindow(3, 130));
        customer.Month.MeanAmount.ShouldBe(130.0 / 3);
    }

    [Fact]
    public void A_terminals_windows_end_a_week_before_the_payment()
    {
        var replay = new HistoryReplay();
        replay.Next(Payment(TimeSpan.Zero, fraud: true));
        replay.Next(Payment(Second));
        replay.Next(Payment(TimeSpan.FromDays(1), fraud: true));

        // Seven days after the first, it is the only one old enough: (t - 8 days, t - 7 days].
        replay.Next(Payment(TimeSpan.FromDays(7))).Terminal.Day.ShouldBe(new TerminalWindow(1, 1));

        // Another day later the first has left the window of one day, which now has the two that follow it.
        var terminal = replay.Next(Payment(TimeSpan.FromDays(8))).Terminal;
        terminal.Day.ShouldBe(new TerminalWindow(2, 1));
        terminal.Week.ShouldBe(new TerminalWindow(3, 2));
        terminal.Week.FraudRate.ShouldBe(2.0 / 3);
    }

    [Fact]
    public void A_weeks_largest_payment_is_one_before_this()
    {
        var replay = new HistoryReplay();
        replay.Next(Payment(TimeSpan.Zero, amount: 90)).Customer.LargestOfWeek.ShouldBe(0);
        replay.Next(Payment(TimeSpan.FromDays(3), amount: 40)).Customer.LargestOfWeek.ShouldBe(90);

        // The 90 has just left the window, the present 500 does not count.
        replay.Next(Payment(TimeSpan.FromDays(7), amount: 500)).Customer.LargestOfWeek.ShouldBe(40);
    }

    [Fact]
    public void What_a_customer_usually_pays_is_a_week_old_and_no_known_fraud()
    {
        var replay = new HistoryReplay();
        replay.Next(Payment(TimeSpan.Zero, amount: 30));
        replay.Next(Payment(Second, amount: 50));
        replay.Next(Payment(2 * Second, amount: 900, fraud: true));
        replay.Next(Payment(TimeSpan.FromDays(1), amount: 70));

        replay.Next(Payment(TimeSpan.FromDays(7))).Customer.Genuine.ShouldBe(new GenuinePayments(1, 30, 30));
        replay.Next(Payment(TimeSpan.FromDays(7.5))).Customer.Genuine.ShouldBe(new GenuinePayments(2, 80, 50));
        replay.Next(Payment(TimeSpan.FromDays(37))).Customer.Genuine.ShouldBe(new GenuinePayments(4, 140, 70)); // 50, 70, 10, 10
    }

    [Fact]
    public void A_run_of_frauds_begins_after_the_terminals_last_other_payment()
    {
        var replay = new HistoryReplay();
        replay.Next(Payment(TimeSpan.Zero, fraud: true));
        replay.Next(Payment(Second));
        replay.Next(Payment(TimeSpan.FromDays(1), amount: 20, fraud: true));
        replay.Next(Payment(TimeSpan.FromDays(2), amount: 40, fraud: true));
        replay.Next(Payment(TimeSpan.FromDays(3)));

        replay.Next(Payment(TimeSpan.FromDays(7) + Second)).Terminal.Run.ShouldBe(default);
        var run = replay.Next(Payment(TimeSpan.FromDays(9))).Terminal.Run;
        run.ShouldBe(new FraudRun(2, 60, Start.AddDays(1)));
        run.MeanAmount.ShouldBe(30);
        run.Days(Start.AddDays(9)).ShouldBe(8);
        replay.Next(Payment(TimeSpan.FromDays(10))).Terminal.Run.ShouldBe(default); // the payment of day 3 is known as well
    }

    [Fact]
    public void A_fraud_of_the_same_instant_as_another_payment_does_not_follow_it()
    {
        var replay = new HistoryReplay();
        replay.Next(Payment(TimeSpan.Zero));
        replay.Next(Payment(TimeSpan.Zero, fraud: true));
        replay.Next(Payment(Second, fraud: true));

        replay.Next(Payment(TimeSpan.FromDays(8))).Terminal.Run.ShouldBe(new FraudRun(1, 10, Start + Second));
    }

    [Fact]
    public void A_month_is_thirty_days()
    {
        var replay = new HistoryReplay();
        replay.Next(Payment(TimeSpan.Zero, amount: 5, fraud: true));

        replay.Next(Payment(TimeSpan.FromDays(30) - Second)).Customer.Month.Payments.ShouldBe(2);
        replay.Next(Payment(TimeSpan.FromDays(30))).Customer.Month.Payments.ShouldBe(2);
        replay.Next(Payment(TimeSpan.FromDays(37) - Second)).Terminal.Month.ShouldBe(new TerminalWindow(2, 1));
        replay.Next(Payment(TimeSpan.FromDays(37))).Terminal.Month.ShouldBe(new TerminalWindow(2, 0));
    }

    [Fact]
    public void Others_do_not_count()
    {
        var replay = new HistoryReplay();
        replay.Next(Payment(TimeSpan.Zero, customer: 1, terminal: 1, fraud: true));

        var known = replay.Next(Payment(TimeSpan.FromDays(7), customer: 2, terminal: 2));

        known.Customer.Month.Payments.ShouldBe(1);
        known.Terminal.Month.Payments.ShouldBe(0);
    }

    [Fact]
    public void Payments_must_come_in_order_of_time()
    {
        var replay = new HistoryReplay();
        replay.Next(Payment(Second));

        Should.Throw<ArgumentOutOfRangeException>(() => replay.Next(Payment(TimeSpan.Zero)));
    }

    private static CardPayment Payment(TimeSpan after, int customer = 1, int terminal = 1, decimal amount = 10, bool fraud = false) =>
        new(Start + after, customer, terminal, amount, fraud);
}
