using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Imports;
using Fraud.Api.Domain.Money;
using Fraud.Api.Domain.Validation;
using Platform.ServiceDefaults;

namespace Fraud.Api.Data.Files;

/// <summary>Makes payments of rows: to be stored, by the same rules as a request's; or to be learned from.</summary>
/// <param name="settings">How the file is to be understood.</param>
/// <param name="rates">Currencies that can be compared.</param>
/// <param name="importedAt">
/// The time of the import: nothing in the file is later. Null where payments are not stored but learned from: then they need
/// no id or details, their customers and terminals may have any names, and years, decimals and large amounts are no mistakes.
/// </param>
public sealed class PaymentReader(ImportSettings settings, ExchangeRates rates, DateTimeOffset? importedAt)
{
    private static readonly IdentifierAttribute Identifier = new();
    private static readonly ValidationAttribute AnyName = new MaxLengthAttribute();
    private static readonly AmountAttribute Amount = new() { AllowZero = true };
    private static readonly CurrencyAttribute Currency = new();
    private static readonly ConvertibleAttribute Convertible = new();
    private static readonly PlausibleTimeAttribute Plausible = new();
    private static readonly CountryAttribute Country = new();
    private static readonly DigitsAttribute Category = new(4, 4);
    private static readonly DigitsAttribute CardRange = new(6, 8);

    private static readonly FrozenDictionary<string, Channel> Channels = Enum.GetValues<Channel>()
        .ToFrozenDictionary(channel => JsonNamingPolicy.KebabCaseLower.ConvertName(channel.ToString()), StringComparer.OrdinalIgnoreCase);

    private const decimal BinaryError = 1e-9m;

    private readonly bool _isStored = importedAt is not null;
    private readonly DateTimeOffset _now = importedAt ?? DateTimeOffset.MaxValue;
    private readonly TimeSpan _labelDelay = TimeSpan.FromDays(settings.LabelDelayDays);
    private SourceRow _row;
    private string? _id;
    private List<RowError> _errors = null!;
    private bool _isWrong;

    /// <summary>The payment, or null and what is wrong with it.</summary>
    public PastPayment? Read(in SourceRow row, List<RowError> errors)
    {
        (_row, _errors, _isWrong, _id) = (row, errors, false, null);
        if (row.Fault is { } fault)
        {
            errors.Add(new RowError(row.Line, "row", null, fault));
            return null;
        }

        var id = _isStored ? Required(ImportField.Transaction, Identifier) : "";
        _id = _isWrong ? null : id;
        var at = Time(ImportField.At, isRequired: true);
        var name = _isStored ? Identifier : AnyName;
        var customer = Required(ImportField.Customer, name);
        var terminal = Required(ImportField.Terminal, name);
        var amount = Money();
        var currency = Optional(ImportField.Currency, Currency) ?? settings.Currency;
        if (!_isWrong && !rates.Knows(currency))
        {
            Wrong(ImportField.Currency, Words(Convertible));
        }

        if (!_isWrong && _isStored && amount > rates.LargestIn(currency))
        {
            Wrong(ImportField.Amount, AmountLimit.Words(currency, rates));
        }

        var details = _isStored ? Details() : PaymentDetails.None;
        var (verdict, labelledAt) = Label(at);
        return _isWrong
            ? null
            : new PastPayment(
                row.Line, id, customer, terminal, amount, currency, rates.ToBase(amount, currency), at, details, verdict, labelledAt);
    }

    private PaymentDetails Details()
    {
        Channel? channel = null;
        if (Cell(ImportField.Channel) is { } text)
        {
            channel = Channels.TryGetValue(text, out var known) ? known : null;
            if (channel is null)
            {
                Wrong(ImportField.Channel, $"must be one of {string.Join(", ", Channels.Keys.Order(StringComparer.Ordinal))}");
            }
        }

        var country = Optional(ImportField.Country, Country);
        var device = Optional(ImportField.Device, Identifier);
        var category = Optional(ImportField.MerchantCategory, Category);
        var range = Optional(ImportField.CardRange, CardRange);
        return channel is null && country is null && device is null && category is null && range is null
            ? PaymentDetails.None
            : new PaymentDetails(channel, country, device, category, range);
    }

    private (Verdict?, DateTimeOffset?) Label(DateTimeOffset paidAt)
    {
        if (Cell(ImportField.Fraud) is not { } text)
        {
            return default;
        }

        Verdict? verdict = text.ToUpperInvariant() switch
        {
            "1" or "1.0" or "TRUE" or "CHARGEBACK" or "FRAUD" => Verdict.Chargeback,
            "0" or "0.0" or "FALSE" or "GENUINE" => Verdict.Genuine,
            _ => null,
        };
        if (verdict is null)
        {
            Wrong(ImportField.Fraud, "must be 0, 1, true, false, genuine or chargeback");
            return default;
        }

        if (Cell(ImportField.LabelledAt) is not null)
        {
            var at = Time(ImportField.LabelledAt, isRequired: false);
            if (!_isWrong && at < paidAt)
            {
                Wrong(ImportField.LabelledAt, "must not be before the payment");
            }

            return (verdict, at);
        }

        // It is in the file, so it is known by now, however long labels usually take.
        return (verdict, _now - paidAt > _labelDelay ? (paidAt + _labelDelay).ToStoredPrecision() : Later(paidAt, _now.ToStoredPrecision()));
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private decimal Money()
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(Cell(ImportField.Amount), Style, CultureInfo.InvariantCulture, out var amount))
        {
            Wrong(ImportField.Amount, "must be a number such as 57.16");
            return 0;
        }

        // 85.64999999999999 is how a program that counts in binary writes 85.65.
        var rounded = decimal.Round(amount, AmountAttribute.Decimals);
        amount = Math.Abs(amount - rounded) < BinaryError ? rounded : amount;
        if (_isStored ? Amount.IsValid(amount) : amount is >= 0 and <= AmountAttribute.Maximum)
        {
            return amount;
        }

        Wrong(ImportField.Amount, _isStored ? "must be 0 or more, with at most 4 decimals" : "must be 0 or more");
        return 0;
    }

    private DateTimeOffset Time(ImportField field, bool isRequired)
    {
        if (Cell(field) is not { } text)
        {
            if (isRequired)
            {
                Wrong(field, "is missing");
            }

            return default;
        }

        // Year first, as 04/05/2018 is one day here and another there.
        if (text.Length < 10 || text[4] != '-'
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            Wrong(field, "must be a time such as 2018-04-01 00:00:31 (UTC) or 2018-04-01T00:00:31+02:00");
            return default;
        }

        if (_isStored && !Plausible.IsPlausible(at, _now))
        {
            Wrong(field, Plausible.FormatErrorMessage(Plausible.FirstYear.ToString(CultureInfo.InvariantCulture)));
            return default;
        }

        return at.ToStoredPrecision();
    }

    private string Required(ImportField field, ValidationAttribute rule)
    {
        if (Optional(field, rule) is { } value)
        {
            return value;
        }

        if (Cell(field) is null)
        {
            Wrong(field, "is missing");
        }

        return "";
    }

    private string? Optional(ImportField field, ValidationAttribute rule)
    {
        var cell = Cell(field);
        if (cell is null || rule.IsValid(cell))
        {
            return cell;
        }

        Wrong(field, Words(rule));
        return null;
    }

    private static string Words(ValidationAttribute rule) => rule.FormatErrorMessage("");

    private string? Cell(ImportField field) => _row.Cells[ColumnMap.Index(field)] is { Length: > 0 } text ? text : null;

    private void Wrong(ImportField field, string reason)
    {
        _isWrong = true;
        _errors.Add(new RowError(_row.Line, field.Name, _id, reason));
    }
}
