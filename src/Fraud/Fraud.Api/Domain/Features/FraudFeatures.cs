using static Fraud.Api.Domain.Features.FeatureTopic;

namespace Fraud.Api.Domain.Features;

/// <summary>
/// Every input a fraud model may use, in the order in which training offers them. This is the place to add one: a line
/// here, and training, scoring, the stored decision and its reasons have it. (A fact that no window holds yet is added to
/// <see cref="PointInTime"/> first, in the query of the service and in the stream of the training.)
/// A model that was trained without it keeps working: each model names the features it wants.
/// </summary>
public static class FraudFeatures
{
    public static IReadOnlyList<FraudFeature> All { get; } =
    [
        new("amount", Amount, "currency", "Amount of the payment (TX_AMOUNT)",
            p => (double)p.Amount, InWords.Amount),
        new("weekend", Time, "0 or 1", "Paid on a Saturday or Sunday, UTC (TX_DURING_WEEKEND)",
            p => IsWeekend(p.At) ? 1 : 0, InWords.Weekend),
        new("night", Time, "0 or 1", "Paid from 00:00 to 06:59, UTC (TX_DURING_NIGHT)",
            p => IsNight(p.At) ? 1 : 0, InWords.Night),

        new("customer_payments_1d", CustomerActivity, "payments", "Payments of the customer in 1 day, this one included (CUSTOMER_ID_NB_TX_1DAY_WINDOW)",
            p => p.Customer.Day.Payments, p => InWords.CustomerPayments(p.Customer.Day, "24 hours")),
        new("customer_mean_amount_1d", Amount, "currency", "Their mean amount (CUSTOMER_ID_AVG_AMOUNT_1DAY_WINDOW)",
            p => p.Customer.Day.MeanAmount, p => InWords.CustomerMean(p, p.Customer.Day, "24 hours")),
        new("customer_payments_7d", CustomerActivity, "payments", "Payments of the customer in 7 days (CUSTOMER_ID_NB_TX_7DAY_WINDOW)",
            p => p.Customer.Week.Payments, p => InWords.CustomerPayments(p.Customer.Week, "7 days")),
        new("customer_mean_amount_7d", Amount, "currency", "Their mean amount (CUSTOMER_ID_AVG_AMOUNT_7DAY_WINDOW)",
            p => p.Customer.Week.MeanAmount, p => InWords.CustomerMean(p, p.Customer.Week, "7 days")),
        new("customer_payments_30d", CustomerActivity, "payments", "Payments of the customer in 30 days (CUSTOMER_ID_NB_TX_30DAY_WINDOW)",
            p => p.Customer.Month.Payments, p => InWords.CustomerPayments(p.Customer.Month, "30 days")),
        new("customer_mean_amount_30d", Amount, "currency", "Their mean amount (CUSTOMER_ID_AVG_AMOUNT_30DAY_WINDOW)",
            p => p.Customer.Month.MeanAmount, InWords.Amount),

        new("terminal_payments_1d", TerminalActivity, "payments", "Payments at the terminal in the day that ended 7 days ago (TERMINAL_ID_NB_TX_1DAY_WINDOW)",
            p => p.Terminal.Day.Payments, p => InWords.TerminalPayments(p.Terminal.Day, "24 hours")),
        new("terminal_fraud_rate_1d", TerminalFraud, "share", "Share of them known to be fraud (TERMINAL_ID_RISK_1DAY_WINDOW)",
            p => p.Terminal.Day.FraudRate, p => InWords.TerminalFrauds(p.Terminal.Day, "24 hours")),
        new("terminal_payments_7d", TerminalActivity, "payments", "Payments at the terminal in the 7 days that ended 7 days ago (TERMINAL_ID_NB_TX_7DAY_WINDOW)",
            p => p.Terminal.Week.Payments, p => InWords.TerminalPayments(p.Terminal.Week, "7 days")),
        new("terminal_fraud_rate_7d", TerminalFraud, "share", "Share of them known to be fraud (TERMINAL_ID_RISK_7DAY_WINDOW)",
            p => p.Terminal.Week.FraudRate, p => InWords.TerminalFrauds(p.Terminal.Week, "7 days")),
        new("terminal_payments_30d", TerminalActivity, "payments", "Payments at the terminal in the 30 days that ended 7 days ago (TERMINAL_ID_NB_TX_30DAY_WINDOW)",
            p => p.Terminal.Month.Payments, p => InWords.TerminalPayments(p.Terminal.Month, "30 days")),
        new("terminal_fraud_rate_30d", TerminalFraud, "share", "Share of them known to be fraud (TERMINAL_ID_RISK_30DAY_WINDOW)",
            p => p.Terminal.Month.FraudRate, p => InWords.TerminalFrauds(p.Terminal.Month, "30 days")),

        new("usual_amount", Amount, "currency", "Mean amount of the customer's payments in the 30 days that ended 7 days ago, without known frauds",
            p => p.UsualAmount, InWords.Amount),
        new("amount_to_usual", Amount, "times", "Amount against that mean",
            p => p.TimesUsual(p.Amount), InWords.Amount),
        new("largest_amount", Amount, "currency", "Largest amount of those payments",
            p => (double)p.Customer.Genuine.Largest, InWords.Largest),
        new("amount_to_largest", Amount, "times", "Amount against that largest",
            p => p.TimesLargest, InWords.Largest),
        new("recent_largest_to_usual_7d", CustomerActivity, "times", "Largest amount of the customer in 7 days without this payment, against the usual amount",
            p => p.TimesUsual(p.Customer.LargestOfWeek), InWords.RecentLargest),

        new("terminal_fraud_run", TerminalFraud, "frauds", "Known frauds at the terminal since its last other payment, in the 30 days that ended 7 days ago",
            p => p.Terminal.Run.Frauds, InWords.FraudRun),
        new("terminal_fraud_run_days", TerminalFraud, "days", "Days since the first of those frauds",
            p => p.Terminal.Run.Days(p.At), InWords.FraudRun),
        new("terminal_fraud_run_mean_amount", TerminalFraud, "currency", "Their mean amount",
            p => p.Terminal.Run.MeanAmount, InWords.FraudRun),
    ];

    private static bool IsWeekend(DateTimeOffset at) =>
        at.UtcDateTime.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static bool IsNight(DateTimeOffset at) => at.UtcDateTime.Hour <= 6;
}
