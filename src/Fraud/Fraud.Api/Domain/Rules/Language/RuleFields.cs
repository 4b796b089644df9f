using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Validation;
using Platform.ServiceDefaults;

namespace Fraud.Api.Domain.Rules.Language;

/// <summary>Every name that conditions may use: fields of the payment, the score, and all features.</summary>
public static class RuleFields
{
    /// <summary>The name of the score: the only field that the payment and its facts do not tell.</summary>
    public const string Score = "score";

    private static readonly string[] Channels = [.. Enum.GetNames<Channel>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];
    private static readonly string[] Days = [.. Enum.GetNames<DayOfWeek>().Select(day => day.ToLowerInvariant())];
    private static readonly FrozenDictionary<Channel, string> ChannelNames = Enum.GetValues<Channel>().ToFrozenDictionary(c => c, c => Channels[(int)c]);

    public static IReadOnlyList<RuleField> All { get; } =
    [
        new NumberField("amount", "Amount in the base currency", 0, AmountAttribute.Maximum, false, false, p => (double)p.Transaction.BaseAmount),
        new NumberField(Score, "Probability of fraud by the model, 0 to 1", 0, 1, false, true, p => p.Score),
        new NumberField("hour", "Hour of the payment, 0 to 23, UTC", 0, 23, true, false, p => p.Transaction.At.UtcDateTime.Hour),
        Text("weekday", "Day of the payment, UTC", Days, p => Days[(int)p.Transaction.At.UtcDateTime.DayOfWeek]),
        Text("currency", "ISO 4217 code", new CurrencyAttribute(), p => p.Transaction.Currency, CurrencyAttribute.IsBeginning),
        Text("customer", "Id of the customer", new IdentifierAttribute(), p => p.Transaction.CustomerId),
        Text("terminal", "Id of the terminal", new IdentifierAttribute(), p => p.Transaction.TerminalId),
        Text("channel", "How the card was used", Channels, p => p.Transaction.Details.Channel is { } channel ? ChannelNames[channel] : null, isOptional: true),
        Text("country", "ISO 3166-1 code of two letters", new CountryAttribute(), p => p.Transaction.Details.Country, CountryAttribute.IsBeginning, isOptional: true),
        Text("device", "Id of the device", new IdentifierAttribute(), p => p.Transaction.Details.DeviceId, isOptional: true),
        Text("merchant_category", "ISO 18245, four digits", new DigitsAttribute(4, 4), p => p.Transaction.Details.MerchantCategory, new DigitsAttribute(1, 4).IsValid, isOptional: true),
        new TextField("card_range", "First six to eight digits of the card", true, null, WhyNoRange, p => p.Transaction.Details.CardRange),
        .. FraudFeatures.All.Where(feature => feature.Name != "amount").Select(Feature),
    ];

    private static readonly FrozenDictionary<string, RuleField> ByName = All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    public static RuleField? Find(string name) => ByName.GetValueOrDefault(name);

    // From the facts, as double: what the model takes is rounded to float32, and 0.1 would not be 0.1.
    private static NumberField Feature(FraudFeature feature)
    {
        var (low, high, isWhole) = feature.Unit switch
        {
            "payments" or "frauds" => (0m, int.MaxValue, true),
            "currency" or "days" or "times" => (0m, decimal.MaxValue, false),
            "share" => (0m, 1m, false),
            "0 or 1" => (0m, 1m, true),
            _ => (decimal.MinValue, decimal.MaxValue, false),
        };
        return new NumberField(feature.Name, $"{feature.Description}; {feature.Unit}", low, high, isWhole, false, p => feature.Value(p.Facts));
    }

    private static TextField Text(string name, string description, string[] allowed, Func<RuleInput, string?> value, bool isOptional = false) =>
        new(name, description, isOptional, allowed, (text, _) => allowed.Contains(text) ? null : $"{name} is one of {string.Join(", ", allowed)}", value);

    // What an id begins with could be an id; of what has a fixed length, it has to be said.
    private static TextField Text(
        string name, string description, ValidationAttribute rule, Func<RuleInput, string?> value, Func<string, bool>? canBegin = null, bool isOptional = false) =>
        new(
            name,
            description,
            isOptional,
            null,
            (text, isBeginning) => isBeginning ? WhyNoBeginning(name, text, canBegin ?? rule.IsValid) : rule.IsValid(text) ? null : $"{name} {rule.FormatErrorMessage(name)}",
            value);

    private static string? WhyNoBeginning(string name, string text, Func<string, bool> canBegin) =>
        text.Length is 0 or > IdentifierAttribute.MaximumLength ? $"a beginning has 1 to {IdentifierAttribute.MaximumLength} characters"
        : canBegin(text) ? null
        : $"no {name} begins with '{text}'";

    // A payment may carry 6, 7 or 8 digits: "=" would miss those that carry more than was written.
    private static string? WhyNoRange(string text, bool isBeginning) =>
        !isBeginning ? "payments carry 6 to 8 digits of the card: ask card_range starts with \"…\""
        : new DigitsAttribute(1, 8).IsValid(text) ? null
        : "a card range begins with 1 to 8 digits";
}
