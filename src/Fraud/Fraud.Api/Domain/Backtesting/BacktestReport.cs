namespace Fraud.Api.Domain.Backtesting;

/// <summary>What a candidate would have decided, beside what was live, on the same payments.</summary>
/// <param name="Days">Days (UTC) of the period with payments.</param>
/// <param name="Decided">Payments that were decided on live.</param>
/// <param name="Imported">Payments of imported history: "live" is there what <paramref name="LiveModelVersion"/> says of them, without rules.</param>
/// <param name="DeadlinesMissed">Payments that were answered at their deadline: both sides count what their senders were told.</param>
/// <param name="LiveModelVersion">The version that served when the backtest ran; null where no payment was imported.</param>
/// <param name="Labelled">Payments known to be fraud or genuine when the backtest ran.</param>
/// <param name="Frauds">Of these, the frauds.</param>
/// <param name="Changed">Payments on which the two come to different outcomes.</param>
/// <param name="Difference">Candidate less live.</param>
public sealed record BacktestReport(
    int Days,
    int Payments,
    int Decided,
    int Imported,
    int DeadlinesMissed,
    string? LiveModelVersion,
    int Labelled,
    NumberAndValue Frauds,
    int Changed,
    BacktestSide Live,
    BacktestSide Candidate,
    BacktestDifference Difference,
    int Cards,
    BacktestDay[] ByDay);

/// <param name="Value">In the base currency.</param>
public sealed record NumberAndValue(int Number, decimal Value);

/// <summary>One side of a backtest. Payments of which nobody knows what they were count as alerts, and as nothing else.</summary>
/// <param name="AlertsADay">Reviews and declines a day with payments.</param>
/// <param name="FraudCaught">Frauds in review or declined.</param>
/// <param name="GenuineDeclined">Genuine payments that were declined: customers stopped.</param>
/// <param name="GenuineReviewed">Genuine payments in review.</param>
/// <param name="CustomersStopped">Different customers with a genuine payment declined.</param>
/// <param name="CardPrecision">
/// Share of compromised cards among the first k of each day, of labelled payments, as the handbook measures it. Cards are ranked
/// as they would be worked: declined, then in review, then by score.
/// </param>
public sealed record BacktestSide(
    int Reviews,
    int Declines,
    double AlertsADay,
    NumberAndValue FraudCaught,
    NumberAndValue GenuineDeclined,
    int GenuineReviewed,
    int CustomersStopped,
    double? CardPrecision);

public sealed record BacktestDifference(
    double AlertsADay, NumberAndValue FraudCaught, NumberAndValue GenuineDeclined, int GenuineReviewed, int CustomersStopped, double? CardPrecision);

/// <summary>One day of both sides.</summary>
public sealed record BacktestDay(DateOnly Day, int Payments, int Frauds, int LiveAlerts, int LiveCaught, int CandidateAlerts, int CandidateCaught);
