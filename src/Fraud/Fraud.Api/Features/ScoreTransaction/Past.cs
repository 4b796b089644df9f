using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;
using Npgsql;

namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>Totals of the windows without the payment itself.</summary>
/// <param name="IsKnown">Whether a payment of this id was recorded before.</param>
public sealed record Past(bool IsKnown, CustomerHistory Customer, TerminalHistory Terminal)
{
    /// <summary>The columns in the order of <see cref="TransactionHistory"/>.</summary>
    internal static Past Read(NpgsqlDataReader row)
    {
        return new Past(
            row.GetBoolean(0),
            new CustomerHistory(Customer(1), Customer(3), Customer(5)),
            new TerminalHistory(Terminal(7), Terminal(9), Terminal(11)));

        CustomerWindow Customer(int column) => new(row.GetInt32(column), row.GetDecimal(column + 1));

        TerminalWindow Terminal(int column) => new(row.GetInt32(column), row.GetInt32(column + 1));
    }

    /// <summary>The payment in front of its past: it counts in its customer's windows.</summary>
    public PointInTime With(Transaction payment) => new(
        payment.At,
        payment.BaseAmount,
        new CustomerHistory(
            Customer.Day.With(payment.BaseAmount), Customer.Week.With(payment.BaseAmount), Customer.Month.With(payment.BaseAmount)),
        Terminal);
}
