using System.CommandLine;
using Fraud.Api.Domain.Imports;
using Fraud.Training.Data;
using Platform.Learning;

namespace Fraud.Training.Commands;

/// <summary>The file and how to read it: the options of <c>import</c>, with the same meaning.</summary>
internal sealed class ReadingOptions
{
    private readonly Option<string?> _data = TrainingProgram.DataOption();
    private readonly Option<string[]> _map = new("--map")
    {
        Description = "FIELD=COLUMN where a column is not named as usual: customer=CUST_NO. May be repeated.",
    };

    private readonly Option<string?> _currency = new("--currency") { Description = "Currency of rows that name none (the service's base currency)." };
    private readonly Option<int> _labelDelay = new("--label-delay")
    {
        Description = "Days after a payment at which its label became known, where the file does not say when.",
        DefaultValueFactory = _ => ImportSettings.UsualLabelDelayDays,
    };

    public ReadingOptions() => _labelDelay.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is < 0 or > ImportSettings.LongestLabelDelayDays)
        {
            result.AddError($"--label-delay is from 0 to {ImportSettings.LongestLabelDelayDays}.");
        }
    });

    public IEnumerable<Option> All => [_data, _map, _currency, _labelDelay];

    /// <exception cref="InputException">The options or the file are wrong.</exception>
    public Task<TransactionFile> ReadAsync(ParseResult options, CancellationToken cancellationToken) => TransactionFile.ReadAsync(
        DataRoot.Resolve(options.GetValue(_data), TransactionFile.RelativePath),
        FileReading.Of(
            FileReading.ServiceRates(), options.GetValue(_currency), options.GetValue(_labelDelay), Columns(options.GetValue(_map) ?? [])),
        cancellationToken);

    private static Dictionary<string, string> Columns(IEnumerable<string> mappings)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mapping in mappings)
        {
            var (field, column) = mapping.Split('=', 2) is [{ Length: > 0 } left, { Length: > 0 } right]
                ? (left, right)
                : throw new InputException($"--map {mapping} is not FIELD=COLUMN, such as customer=CUST_NO.");
            if (!ImportField.All.Any(known => known.Name == field))
            {
                throw new InputException($"--map {field}: the fields are {string.Join(", ", ImportField.All.Select(known => known.Name))}.");
            }

            if (!columns.TryAdd(field, column))
            {
                throw new InputException($"--map names {field} twice.");
            }
        }

        return columns;
    }
}
