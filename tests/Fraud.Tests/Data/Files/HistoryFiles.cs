using System.IO.Compression;
using System.Text;
using Fraud.Api.Data.Files;
using Fraud.Api.Domain.Imports;
using Fraud.Api.Domain.Money;
using Microsoft.Extensions.Options;

namespace Fraud.Tests.Data.Files;

/// <summary>Files as people have them, and what the service makes of them.</summary>
internal static class HistoryFiles
{
    public const string Header = "TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD";

    public static readonly Dictionary<string, string> AsUsual = [];

    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly ExchangeRates Rates = new(Options.Create(new CurrencyOptions { Rates = { ["USD"] = 1.25m, ["IDR"] = 16_820.88m } }));

    public static MemoryStream Csv(params string[] lines) => new(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

    public static MemoryStream Zipped(Stream plain)
    {
        var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            plain.CopyTo(zip);
        }

        zipped.Position = 0;
        return zipped;
    }

    public static PaymentReader Reader(int labelDelayDays = 7) =>
        new(new ImportSettings("EUR", labelDelayDays, AsUsual), Rates, Now);

    public static Task<(List<PastPayment> Payments, List<RowError> Errors)> ReadCsvAsync(params string[] lines) =>
        ReadAsync(CsvRows.ReadAsync(Csv(lines), AsUsual, FieldNeeds.ToStore));

    public static async Task<(List<PastPayment> Payments, List<RowError> Errors)> ReadAsync(IAsyncEnumerable<SourceRow> rows, int labelDelayDays = 7)
    {
        var (payments, errors, reader) = (new List<PastPayment>(), new List<RowError>(), Reader(labelDelayDays));
        await foreach (var row in rows)
        {
            if (reader.Read(row, errors) is { } payment)
            {
                payments.Add(payment);
            }
        }

        return (payments, errors);
    }
}
