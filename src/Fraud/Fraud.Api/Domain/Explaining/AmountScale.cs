using System.Globalization;
using Fraud.Api.Domain.Money;
using Fraud.Api.Domain.Validation;

namespace Fraud.Api.Domain.Explaining;

/// <summary>Amounts a customer could have paid: whole minor units of the payment's currency, converted as the payment was.</summary>
public sealed class AmountScale
{
    private readonly decimal _unit;
    private readonly decimal _amount;
    private readonly decimal _baseAmount;

    /// <param name="amount">The amount paid, above 0.</param>
    /// <param name="currency">ISO 4217 code.</param>
    /// <param name="baseAmount">What it came to in the base currency.</param>
    /// <param name="highest">The largest amount that is looked at, in the base currency.</param>
    public AmountScale(decimal amount, string currency, decimal baseAmount, decimal highest = CurrencyOptions.UsualLargestAmount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        Currency = currency;
        Decimals = MinorUnits.DecimalsOf(currency);
        (_amount, _baseAmount) = (amount, baseAmount);
        _unit = Decimals switch { 0 => 1m, 3 => .001m, _ => .01m };
        Below = (long)decimal.Ceiling(amount / _unit) - 1;
        Above = (long)decimal.Floor(amount / _unit) + 1;
        var most = baseAmount > 0 ? Math.Min(AmountAttribute.Maximum, highest * amount / baseAmount) : amount;
        Highest = Math.Max((long)(most / _unit), Above);
    }

    public string Currency { get; }

    /// <summary>The amount that was paid.</summary>
    public decimal Paid => _amount;

    private int Decimals { get; }

    /// <summary>The most units that are less than was paid; 0 where there are none.</summary>
    public long Below { get; }

    /// <summary>The fewest units that are more than was paid.</summary>
    public long Above { get; }

    /// <summary>The most units that are looked at.</summary>
    public long Highest { get; }

    public decimal Amount(long units) => units * _unit;

    /// <summary>The amount in the base currency, by the rate of the payment.</summary>
    public decimal BaseAmount(long units) => _amount == _baseAmount
        ? Amount(units)
        : decimal.Round(Amount(units) * _baseAmount / _amount, AmountAttribute.Decimals);

    /// <summary>As people write it: with the decimals of the currency, and more where the amount has more.</summary>
    public string Format(decimal amount) =>
        amount.ToString($"0.{new string('0', Decimals)}{new string('#', AmountAttribute.Decimals - Decimals)}", CultureInfo.InvariantCulture);

    public decimal Distance(long units) => Math.Abs(Amount(units) - _amount);
}
