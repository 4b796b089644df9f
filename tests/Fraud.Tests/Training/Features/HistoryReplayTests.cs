using CsCheck;
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

    [Fact]
    public void It_agrees_with_the_definition_on_any_stream()
    {
        int[] steps = [0, 1, 3_600, 43_200, 86_399, 86_400, 86_401, 7 * 86_400, 30 * 86_400];
        var payment = Gen.Select(Gen.Int[0, steps.Length - 1].Select(i => steps[i]), Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 100_000], Gen.Bool);

        payment.Array[1, 60].Sample(rows =>
        {
            var at = Start;
            var stream = rows
                .Select(row => new CardPayment(at = at.AddSeconds(row.Item1), row.Item2, row.Item3, row.Item4 / 100m, row.Item5))
                .ToArray();
            var replay = new HistoryReplay();
            for (var i = 0; i < stream.Length; i++)
            {
                replay.Next(stream[i]).ShouldBe(ByDefinition(stream.AsSpan(0, i + 1)));
            }
        });
    }

    /// <summary>The windows as they are defined, by looking at every payment up to the last.</summary>
    private static PointInTime ByDefinition(ReadOnlySpan<CardPayment> stream)
    {
        var (now, all) = (stream[^1], stream.ToArray());
        return new PointInTime(
            now.At,
            now.Amount,
            new CustomerHistory(Customer(1), Customer(7), Customer(30)),
            new TerminalHistory(Terminal(1), Terminal(7), Terminal(30)));

        CustomerWindow Customer(int days)
        {
            var window = all.Where(p => p.Customer == now.Customer && p.At > now.At.AddDays(-days)).ToArray();
            return new CustomerWindow(window.Length, window.Sum(p => p.Amount));
        }

        TerminalWindow Terminal(int days)
        {
            var until = now.At.AddDays(-7);
            var window = all.Where(p => p.Terminal == now.Terminal && p.At > until.AddDays(-days) && p.At <= until).ToArray();
            return new TerminalWindow(window.Length, window.Count(p => p.Fraud));
        }
    }

    private static CardPayment Payment(TimeSpan after, int customer = 1, int terminal = 1, decimal amount = 10, bool fraud = false) =>
        new(Start + after, customer, terminal, amount, fraud);
}
