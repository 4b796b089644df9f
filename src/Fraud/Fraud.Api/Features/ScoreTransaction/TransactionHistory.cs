using Fraud.Api.Data;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>What the database knows of a payment's customer and terminal at its time, in one round trip over two indexes.</summary>
public sealed class TransactionHistory(FraudDbContext database)
{
    public async Task<Past> BeforeAsync(Transaction payment, CancellationToken cancellationToken)
    {
        var at = payment.At;
        var (day, week, month) = (at - FeatureWindows.Day, at - FeatureWindows.Week, at - FeatureWindows.Month);
        var seen = at - FeatureWindows.LabelDelay;
        var (seenDay, seenWeek, seenMonth) = (seen - FeatureWindows.Day, seen - FeatureWindows.Week, seen - FeatureWindows.Month);
        var chargeback = nameof(Verdict.Chargeback);

        // A label counts from the time at which it became known, also when an older payment is scored late.
        var rows = await database.Database.SqlQuery<Past>($"""
            SELECT customer.*, terminal.*, EXISTS (SELECT FROM fraud.transactions WHERE id = {payment.Id}) AS is_known
            FROM (
                SELECT count(*) FILTER (WHERE at > {day})::int AS customer_payments1,
                       coalesce(sum(amount) FILTER (WHERE at > {day}), 0) AS customer_spent1,
                       count(*) FILTER (WHERE at > {week})::int AS customer_payments7,
                       coalesce(sum(amount) FILTER (WHERE at > {week}), 0) AS customer_spent7,
                       count(*)::int AS customer_payments30,
                       coalesce(sum(amount), 0) AS customer_spent30
                FROM fraud.transactions
                WHERE customer_id = {payment.CustomerId} AND at > {month} AND at <= {at}) AS customer,
            (
                SELECT count(*) FILTER (WHERE at > {seenDay})::int AS terminal_payments1,
                       count(*) FILTER (WHERE at > {seenDay} AND fraud)::int AS terminal_frauds1,
                       count(*) FILTER (WHERE at > {seenWeek})::int AS terminal_payments7,
                       count(*) FILTER (WHERE at > {seenWeek} AND fraud)::int AS terminal_frauds7,
                       count(*)::int AS terminal_payments30,
                       count(*) FILTER (WHERE fraud)::int AS terminal_frauds30
                FROM (
                    SELECT at, verdict = {chargeback} AND labelled_at <= {at} AS fraud
                    FROM fraud.transactions
                    WHERE terminal_id = {payment.TerminalId} AND at > {seenMonth} AND at <= {seen}) AS payments) AS terminal
            """).ToListAsync(cancellationToken);
        return rows[0];
    }
}

/// <summary>One row of the query: totals of the windows without the payment itself.</summary>
public sealed record Past(
    int CustomerPayments1, decimal CustomerSpent1,
    int CustomerPayments7, decimal CustomerSpent7,
    int CustomerPayments30, decimal CustomerSpent30,
    int TerminalPayments1, int TerminalFrauds1,
    int TerminalPayments7, int TerminalFrauds7,
    int TerminalPayments30, int TerminalFrauds30,
    bool IsKnown)
{
    /// <summary>The payment in front of its past: it counts in its customer's windows.</summary>
    public PointInTime With(Transaction payment) => new(
        payment.At,
        payment.Amount,
        new CustomerHistory(
            new CustomerWindow(CustomerPayments1, CustomerSpent1).With(payment.Amount),
            new CustomerWindow(CustomerPayments7, CustomerSpent7).With(payment.Amount),
            new CustomerWindow(CustomerPayments30, CustomerSpent30).With(payment.Amount)),
        new TerminalHistory(
            new TerminalWindow(TerminalPayments1, TerminalFrauds1),
            new TerminalWindow(TerminalPayments7, TerminalFrauds7),
            new TerminalWindow(TerminalPayments30, TerminalFrauds30)));
}
