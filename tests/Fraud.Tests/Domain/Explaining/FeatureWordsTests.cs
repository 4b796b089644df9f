using Fraud.Api.Domain.Features;

namespace Fraud.Tests.Domain.Explaining;

/// <summary>
/// Every feature in words, with numbers worked out by hand: a payment of 420.00 on a Saturday at 03:12, the customer's second
/// of 24 hours, fourth of 7 days and tenth of 30; the month before last week held nine genuine ones of 50.00 on average.
/// </summary>
public sealed class FeatureWordsTests
{
    private const string Amount = "paid 8.4 times this customer's usual amount (420.00 against 50.00)";
    private const string Largest = "paid 6.0 times this customer's largest amount of the month before last week (420.00 against 70.00)";
    private const string Run = "terminal's last 2 payments before last week were all confirmed frauds, the first 10 days ago";

    private static readonly DateTimeOffset At = new(2026, 4, 18, 3, 12, 0, TimeSpan.Zero);

    private static readonly PointInTime Payment = new(
        At,
        420,
        new CustomerHistory(new(2, 520), new(4, 720), new(10, 1_070), LargestOfWeek: 120, new GenuinePayments(9, 450, 70)),
        new TerminalHistory(new(1, 1), new(12, 3), new(40, 4), new FraudRun(2, 300, At.AddDays(-10))));

    [Theory]
    [InlineData("amount", 420, Amount)]
    [InlineData("weekend", 1, "paid at the weekend (Saturday)")]
    [InlineData("night", 1, "paid at night (03:12 UTC)")]
    [InlineData("customer_payments_1d", 2, "this customer's payment number 2 in 24 hours")]
    [InlineData("customer_mean_amount_1d", 260, "this customer's 2 payments in 24 hours were 260.00 on average, over 30 days 107.00")]
    [InlineData("customer_payments_7d", 4, "this customer's payment number 4 in 7 days")]
    [InlineData("customer_mean_amount_7d", 180, "this customer's 4 payments in 7 days were 180.00 on average, over 30 days 107.00")]
    [InlineData("customer_payments_30d", 10, "this customer's payment number 10 in 30 days")]
    [InlineData("customer_mean_amount_30d", 107, Amount)]
    [InlineData("terminal_payments_1d", 1, "terminal took 1 payment in the 24 hours before last week")]
    [InlineData("terminal_fraud_rate_1d", 1, "terminal had 1 confirmed fraud in the 24 hours before last week, of 1 payment")]
    [InlineData("terminal_payments_7d", 12, "terminal took 12 payments in the 7 days before last week")]
    [InlineData("terminal_fraud_rate_7d", .25, "terminal had 3 confirmed frauds in the 7 days before last week, of 12 payments")]
    [InlineData("terminal_payments_30d", 40, "terminal took 40 payments in the 30 days before last week")]
    [InlineData("terminal_fraud_rate_30d", .1, "terminal had 4 confirmed frauds in the 30 days before last week, of 40 payments")]
    [InlineData("usual_amount", 50, Amount)]
    [InlineData("amount_to_usual", 8.4, Amount)]
    [InlineData("largest_amount", 70, Largest)]
    [InlineData("amount_to_largest", 6, Largest)]
    [InlineData("recent_largest_to_usual_7d", 2.4, "this customer's largest payment of the last 7 days was 2.4 times the usual amount (120.00 against 50.00)")]
    [InlineData("terminal_fraud_run", 2, Run)]
    [InlineData("terminal_fraud_run_days", 10, Run)]
    [InlineData("terminal_fraud_run_mean_amount", 150, Run)]
    public void A_feature_is_told_with_the_number_behind_it(string name, double value, string words)
    {
        var feature = FraudFeatures.All.Single(feature => feature.Name == name);

        feature.Value(Payment).ShouldBe(value, 1e-9);
        feature.InWords(Payment).ShouldBe(words);
    }

    [Fact]
    public void None_is_forgotten_above() => FraudFeatures.All.Count.ShouldBe(23);
}
