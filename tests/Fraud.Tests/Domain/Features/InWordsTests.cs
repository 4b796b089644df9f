using Fraud.Api.Domain.Features;

namespace Fraud.Tests.Domain.Features;

public sealed class InWordsTests
{
    [Fact]
    public void A_large_amount_is_told_against_the_usual_one_without_itself()
    {
        // Nine payments of 50 until last week, then one of 200, and this one of 420.
        var payment = Payments.Usual with { Amount = 420, Customer = new(new(1, 420), new(2, 620), new(10, 1020), 200, new(9, 450, 50)) };

        InWords.Amount(payment).ShouldBe("paid 8.4 times this customer's usual amount (420.00 against 50.00)");
    }

    [Fact]
    public void An_amount_near_the_usual_is_told_as_it_is() =>
        InWords.Amount(Payments.Usual).ShouldBe("paid 50.00, where this customer's usual amount is 50.00");

    [Fact]
    public void A_first_payment_is_compared_with_nothing()
    {
        var payment = Payments.Usual with { Customer = new(new(1, 50), new(1, 50), new(1, 50), 0, default) };

        InWords.Amount(payment).ShouldBe("paid 50.00 without another payment in 30 days");
    }

    [Fact]
    public void Payments_of_nothing_before_are_no_usual_amount()
    {
        var payment = Payments.Usual with { Customer = new(new(1, 50), new(2, 50), new(3, 50), 0, default) };

        InWords.Amount(payment).ShouldBe("paid 50.00, where this customer's usual amount is 0.00");
    }

    [Theory]
    [InlineData(1, 1, "terminal had 1 confirmed fraud in the 7 days before last week, of 1 payment")]
    [InlineData(12, 3, "terminal had 3 confirmed frauds in the 7 days before last week, of 12 payments")]
    [InlineData(12, 0, null)]
    public void Frauds_of_a_terminal_are_counted(int payments, int frauds, string? words) =>
        InWords.TerminalFrauds(new TerminalWindow(payments, frauds), "7 days").ShouldBe(words);

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "terminal's last payment before last week was a confirmed fraud, 12 days ago")]
    [InlineData(5, "terminal's last 5 payments before last week were all confirmed frauds, the first 12 days ago")]
    public void A_run_of_frauds_is_told_with_its_age(int frauds, string? words)
    {
        var run = frauds == 0 ? default : new FraudRun(frauds, 100, Payments.Noon.AddDays(-12.2));
        var payment = Payments.Usual with { Terminal = Payments.Usual.Terminal with { Run = run } };

        InWords.FraudRun(payment).ShouldBe(words);
    }

    [Theory]
    [InlineData(120, "this customer's largest payment of the last 7 days was 2.4 times the usual amount (120.00 against 50.00)")]
    [InlineData(60, null)]
    public void A_large_payment_of_the_last_days_is_told_against_the_usual_amount(int largest, string? words) =>
        InWords.RecentLargest(Payments.Usual with { Customer = Payments.Usual.Customer with { LargestOfWeek = largest } }).ShouldBe(words);

    [Fact]
    public void An_amount_above_the_largest_is_told_against_that_and_another_against_the_usual_one()
    {
        var customer = Payments.Usual.Customer with { Genuine = new GenuinePayments(10, 500, 80) };

        InWords.Largest(Payments.Usual with { Amount = 200, Customer = customer })
            .ShouldBe("paid 2.5 times this customer's largest amount of the month before last week (200.00 against 80.00)");
        InWords.Largest(Payments.Usual with { Amount = 75, Customer = customer })
            .ShouldBe("paid 1.5 times this customer's usual amount (75.00 against 50.00)");
    }

    [Fact]
    public void Quick_payments_are_counted()
    {
        InWords.CustomerPayments(new CustomerWindow(9, 100), "24 hours").ShouldBe("this customer's payment number 9 in 24 hours");
        InWords.CustomerPayments(new CustomerWindow(1, 100), "24 hours").ShouldBe("this customer's only payment in 24 hours");
    }

    [Fact]
    public void Noon_on_a_wednesday_is_no_ground_for_suspicion()
    {
        InWords.Night(Payments.Usual).ShouldBeNull();
        InWords.Weekend(Payments.Usual).ShouldBeNull();
    }

    [Fact]
    public void Night_and_weekend_are_named()
    {
        var payment = Payments.Usual with { At = new DateTimeOffset(2026, 4, 19, 3, 12, 0, TimeSpan.Zero) };

        InWords.Night(payment).ShouldBe("paid at night (03:12 UTC)");
        InWords.Weekend(payment).ShouldBe("paid at the weekend (Sunday)");
    }
}
