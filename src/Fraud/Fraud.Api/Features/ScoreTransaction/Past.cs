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
            new CustomerHistory(
                Customer(1), Customer(3), Customer(5), row.GetDecimal(7), new GenuinePayments(row.GetInt32(8), row.GetDecimal(9), row.GetDecimal(10))),
            new TerminalHistory(
                Terminal(11), Terminal(13), Terminal(15),
                new FraudRun(row.GetInt32(17), row.GetDecimal(18), row.IsDBNull(19) ? null : row.GetFieldValue<DateTimeOffset>(19))));

        CustomerWindow Customer(int column) => new(row.GetInt32(column), row.GetDecimal(column + 1));

        TerminalWindow Terminal(int column) => new(row.GetInt32(column), row.GetInt32(column + 1));
    }

    /// <summary>The payment in front of its past: it counts in its customer's windows.</summary>
    public PointInTime With(Transaction payment) => new(
        payment.At,
        payment.BaseAmount,
        Customer with
        {
            Day = Customer.Day.With(payment.BaseAmount),
            Week = Customer.Week.With(payment.BaseAmount),
            Month = Customer.Month.With(payment.BaseAmount),
        },
        Terminal);
}
