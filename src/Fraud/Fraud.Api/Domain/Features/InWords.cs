using System.Globalization;

namespace Fraud.Api.Domain.Features;

/// <summary>What a feature's value means to an analyst: short, with the numbers. Null: no ground for suspicion.</summary>
public static class InWords
{
    // From here on an amount is worth comparing with the usual one; nearer, the amount itself says more.
    private const double Notable = 1.5;

    /// <summary>The payment against what the customer usually pays (<see cref="PointInTime.UsualAmount"/>).</summary>
    public static string Amount(PointInTime p)
    {
        if (p.Customer.Month.Payments == 1 && p.Customer.Genuine.Payments == 0)
        {
            return Invariant($"paid {p.Amount:0.00} without another payment in 30 days");
        }

        return p.TimesUsual(p.Amount) is >= Notable and var times
            ? Invariant($"paid {times:0.0} times this customer's usual amount ({p.Amount:0.00} against {p.UsualAmount:0.00})")
            : Invariant($"paid {p.Amount:0.00}, where this customer's usual amount is {p.UsualAmount:0.00}");
    }

    /// <summary>The payment against the largest genuine one; where it is smaller, against the usual amount.</summary>
    public static string Largest(PointInTime p) =>
        p.TimesLargest > 1
            ? Invariant($"paid {p.TimesLargest:0.0} times this customer's largest amount of the month before last week ({p.Amount:0.00} against {p.Customer.Genuine.Largest:0.00})")
            : Amount(p);

    public static string? RecentLargest(PointInTime p) =>
        p.TimesUsual(p.Customer.LargestOfWeek) is >= Notable and var times
            ? Invariant($"this customer's largest payment of the last 7 days was {times:0.0} times the usual amount ({p.Customer.LargestOfWeek:0.00} against {p.UsualAmount:0.00})")
            : null;

    public static string? CustomerMean(PointInTime p, CustomerWindow window, string period) =>
        window.Payments == 1
            ? Amount(p)
            : Invariant($"this customer's {window.Payments} payments in {period} were {window.MeanAmount:0.00} on average, over 30 days {p.Customer.Month.MeanAmount:0.00}");

    public static string CustomerPayments(CustomerWindow window, string period) =>
        window.Payments == 1
            ? $"this customer's only payment in {period}"
            : Invariant($"this customer's payment number {window.Payments} in {period}");

    public static string TerminalPayments(TerminalWindow window, string period) =>
        window.Payments == 0
            ? $"terminal took no payment in the {period} before last week"
            : Invariant($"terminal took {Count(window.Payments, "payment")} in the {period} before last week");

    public static string? TerminalFrauds(TerminalWindow window, string period) =>
        window.Frauds == 0
            ? null
            : Invariant($"terminal had {Count(window.Frauds, "confirmed fraud")} in the {period} before last week, of {Count(window.Payments, "payment")}");

    public static string? FraudRun(PointInTime p) =>
        p.Terminal.Run switch
        {
            { Frauds: 0 } => null,
            { Frauds: 1 } run => Invariant($"terminal's last payment before last week was a confirmed fraud, {run.Days(p.At):0} days ago"),
            var run => Invariant($"terminal's last {run.Frauds} payments before last week were all confirmed frauds, the first {run.Days(p.At):0} days ago"),
        };

    public static string? Weekend(PointInTime p) =>
        p.At.UtcDateTime.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
            ? Invariant($"paid at the weekend ({p.At.UtcDateTime:dddd})")
            : null;

    public static string? Night(PointInTime p) =>
        p.At.UtcDateTime.Hour <= 6 ? Invariant($"paid at night ({p.At.UtcDateTime:HH:mm} UTC)") : null;

    private static string Count(int number, string what) =>
        Invariant($"{number} {what}{(number == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
