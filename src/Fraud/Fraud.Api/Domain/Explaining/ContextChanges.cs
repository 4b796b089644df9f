using System.Globalization;
using Fraud.Api.Domain.Features;

namespace Fraud.Api.Domain.Explaining;

/// <summary>
/// The changes of context that are tried: one thing at a time, smallest first within a kind. What is not named stays as it
/// was; a payment at another hour keeps the past it had.
/// </summary>
public static class ContextChanges
{
    /// <summary>How many payments or frauds more are imagined at most.</summary>
    public const int More = 20;

    private const int HoursAround = 7 * 24;

    public static IEnumerable<ContextChange> Of(PointInTime facts) =>
        [.. Times(facts), .. Frauds(facts), .. Payments(facts)];

    // Later hours from their beginning, earlier ones until their last minute: the nearest moment of each.
    private static IEnumerable<ContextChange> Times(PointInTime facts)
    {
        var at = facts.At.ToUniversalTime();
        var hour = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, TimeSpan.Zero);
        return Enumerable.Range(1, HoursAround)
            .SelectMany(hours => new[] { hour.AddHours(hours), hour.AddHours(1 - hours).AddMinutes(-1) })
            .Select(time => new ContextChange(
                ChangeKind.Time,
                facts with { At = time },
                (time - at).Duration() / FeatureWindows.Day,
                Invariant($"paid on {time:dddd} at {time:HH:mm} UTC instead of {at:dddd} at {at:HH:mm}")))
            .OrderBy(change => change.Size);
    }

    // The latest remain; the older ones were other payments.
    private static IEnumerable<ContextChange> Frauds(PointInTime facts)
    {
        var terminal = facts.Terminal;
        var known = terminal.Month.Frauds;
        for (var most = known - 1; most >= 0; most--)
        {
            yield return Change(
                new TerminalHistory(
                    AtMost(terminal.Day, most), AtMost(terminal.Week, most), AtMost(terminal.Month, most), RunOf(terminal.Run, most)),
                known - most,
                most == 0
                    ? $"terminal without its {Count(known, "confirmed fraud")} of the 30 days before last week"
                    : Invariant($"terminal with {Count(most, "confirmed fraud")} in the 30 days before last week instead of {known}"));
        }

        for (var more = 1; more <= Math.Min(More, terminal.Week.Payments - terminal.Week.Frauds); more++)
        {
            yield return Change(
                terminal with
                {
                    Week = terminal.Week with { Frauds = terminal.Week.Frauds + more },
                    Month = terminal.Month with { Frauds = known + more },
                },
                more,
                Invariant($"terminal with {Count(terminal.Week.Frauds + more, "confirmed fraud")} in the 7 days before last week instead of {terminal.Week.Frauds}, of {Count(terminal.Week.Payments, "payment")}"));
        }

        ContextChange Change(TerminalHistory other, int frauds, string text) =>
            new(ChangeKind.TerminalFrauds, facts with { Terminal = other }, (double)frauds / Math.Max(known, 1), text);

        static FraudRun RunOf(FraudRun run, int frauds) =>
            frauds == 0 ? default
            : frauds < run.Frauds ? run with { Frauds = frauds, Amount = run.Amount * frauds / run.Frauds }
            : run;

        static TerminalWindow AtMost(TerminalWindow window, int frauds) => window with { Frauds = Math.Min(window.Frauds, frauds) };
    }

    // Of a window's own payments, which no smaller window holds; they count in the larger ones as well.
    private static IEnumerable<ContextChange> Payments(PointInTime facts)
    {
        var (day, week, month) = (facts.Customer.Day, facts.Customer.Week, facts.Customer.Month);
        return
        [
            .. Window(facts, "24 hours", day, Others(day, 1, facts.Amount), Shift.Day),
            .. Window(facts, "7 days", week, Others(week, day.Payments, day.Spent), Shift.Week),
            .. Window(facts, "30 days", month, Others(month, week.Payments, week.Spent), Shift.Month),
        ];
    }

    private static IEnumerable<ContextChange> Window(
        PointInTime facts, string period, CustomerWindow window, (int Payments, decimal Mean) others, Shift from)
    {
        for (var fewer = 1; fewer <= others.Payments; fewer++)
        {
            yield return Change(-fewer, others.Mean, Invariant($"without {Count(fewer, "other payment")} of this customer"));
        }

        var before = facts.Customer.Month.Payments - 1;
        var usual = before == 0 ? facts.Amount : (facts.Customer.Month.Spent - facts.Amount) / before;
        for (var more = 1; more <= More; more++)
        {
            yield return Change(more, usual, Invariant($"after {Count(more, "more payment")} of {usual:0.00} by this customer"));
        }

        ContextChange Change(int payments, decimal each, string text) => new(
            ChangeKind.CustomerPayments,
            facts with { Customer = Shifted(facts.Customer, from, payments, each) },
            (double)Math.Abs(payments) / window.Payments,
            Invariant($"{text} in {period}: payment number {window.Payments + payments} instead of {window.Payments}"));
    }

    private static (int Payments, decimal Mean) Others(CustomerWindow window, int inner, decimal innerSpent)
    {
        var payments = window.Payments - inner;
        return (payments, payments > 0 ? (window.Spent - innerSpent) / payments : 0);
    }

    private static CustomerHistory Shifted(CustomerHistory customer, Shift from, int payments, decimal each)
    {
        var week = from <= Shift.Week ? With(customer.Week) : customer.Week;
        return customer with
        {
            Day = from == Shift.Day ? With(customer.Day) : customer.Day,
            Week = week,
            Month = With(customer.Month),
            LargestOfWeek = week.Payments == 1 ? 0
                : from <= Shift.Week && payments > 0 ? Math.Max(customer.LargestOfWeek, each)
                : customer.LargestOfWeek,
        };

        CustomerWindow With(CustomerWindow window) =>
            window with { Payments = window.Payments + payments, Spent = window.Spent + (payments * each) };
    }

    private static string Count(int number, string what) => Invariant($"{number} {what}{(number == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The smallest window that a payment counts in.</summary>
    private enum Shift
    {
        Day,
        Week,
        Month,
    }
}
