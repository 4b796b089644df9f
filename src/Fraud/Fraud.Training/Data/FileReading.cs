using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain.Imports;
using Fraud.Api.Domain.Money;
using Microsoft.Extensions.Configuration;
using Platform.Learning;

namespace Fraud.Training.Data;

/// <summary>How a file is to be understood: what an import is told of it, and the service's currencies.</summary>
public sealed record FileReading(ImportSettings Settings, ExchangeRates Rates)
{
    // The service's settings, as they were when this was built.
    private const string Currencies = "currencies.json";

    /// <summary>Nothing said: the usual names, the base currency, and a week until a label is known.</summary>
    public static FileReading AsUsual { get; } = Of(ServiceRates(), currency: null, ImportSettings.UsualLabelDelayDays, new Dictionary<string, string>());

    /// <exception cref="InputException">There is no rate for the currency.</exception>
    public static FileReading Of(ExchangeRates rates, string? currency, int labelDelayDays, IReadOnlyDictionary<string, string> columns) =>
        currency is null || rates.Knows(currency)
            ? new FileReading(new ImportSettings(currency ?? rates.Base, labelDelayDays, columns), rates)
            : throw new InputException($"--currency {currency} has no rate: set Currencies__Rates__{currency}, or the service's appsettings.json.");

    /// <summary>The service's rates; the environment has the last word, as it has with the service.</summary>
    /// <exception cref="InputException">They are wrong.</exception>
    public static ExchangeRates ServiceRates()
    {
        var options = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, Currencies))
            .AddEnvironmentVariables()
            .Build()
            .GetSection(CurrencyOptions.Section)
            .Get<CurrencyOptions>() ?? new CurrencyOptions();
        try
        {
            Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        }
        catch (ValidationException fault)
        {
            throw new InputException($"the currencies in the settings are wrong: {fault.Message}");
        }

        return new ExchangeRates(Microsoft.Extensions.Options.Options.Create(options));
    }

    /// <summary>What was said of the file, as options of the command line.</summary>
    public string Options() => string.Concat(
        Settings.Columns.OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => $" --map {column.Key}={column.Value}")
            .Append(Settings.Currency == Rates.Base ? "" : $" --currency {Settings.Currency}")
            .Append(Settings.LabelDelayDays == ImportSettings.UsualLabelDelayDays ? "" : $" --label-delay {Settings.LabelDelayDays}"));
}
