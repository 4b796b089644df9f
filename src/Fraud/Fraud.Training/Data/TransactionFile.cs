using Fraud.Api.Data.Files;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Imports;
using Platform.Learning;

namespace Fraud.Training.Data;

/// <summary>A file of card payments, as <c>import</c> takes it: CSV, as it is or gzipped, or Parquet.</summary>
public sealed class TransactionFile
{
    /// <summary>Where the file is under a data root.</summary>
    public const string RelativePath = "fraud/fdh/transactions.csv.gz";

    private const int BufferBytes = 1 << 20;
    private static readonly byte[] ParquetMark = "PAR1"u8.ToArray();

    private TransactionFile(string path, FileReading reading, IReadOnlyList<CardPayment> payments) =>
        (Path, Reading, Payments) = (path, reading, payments);

    public string Path { get; }

    /// <summary>How it was understood.</summary>
    public FileReading Reading { get; }

    /// <summary>In order of time; those of the same instant in the order of the file.</summary>
    public IReadOnlyList<CardPayment> Payments { get; }

    /// <exception cref="InputException">Something is missing or wrong: says what and where.</exception>
    public static async Task<TransactionFile> ReadAsync(string path, FileReading? reading = null, CancellationToken cancellationToken = default)
    {
        reading ??= FileReading.AsUsual;
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
            return new TransactionFile(path, reading, InOrderOfTime(await PaymentsAsync(path, file, reading, cancellationToken)));
        }
        catch (UnreadableFileException e)
        {
            throw new InputException(e.Message, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException($"cannot be read: {e.Message}", path);
        }
    }

    private static async Task<List<CardPayment>> PaymentsAsync(
        string path, FileStream file, FileReading reading, CancellationToken cancellationToken)
    {
        var named = reading.Settings.Columns;
        var rows = await IsParquetAsync(file, cancellationToken)
            ? ParquetRows.ReadAsync(file, named, FieldNeeds.ToLearn, cancellationToken: cancellationToken)
            : CsvRows.ReadAsync(file, named, FieldNeeds.ToLearn, cancellationToken: cancellationToken);
        var reader = new PaymentReader(reading.Settings, reading.Rates, importedAt: null);
        var (customers, terminals) = (new Numbering(), new Numbering());
        var (payments, errors) = (new List<CardPayment>(), new List<RowError>());
        await foreach (var row in rows)
        {
            if (reader.Read(row, errors) is not { } payment)
            {
                throw new InputException(string.Join("; ", errors.Select(error => $"{error.Column} {error.Reason}")) + ".", path, row.Line);
            }

            payments.Add(new CardPayment(
                payment.At, customers.Of(payment.CustomerId), terminals.Of(payment.TerminalId), payment.BaseAmount,
                payment.Verdict == Verdict.Chargeback, payment.LabelledAt));
        }

        return payments.Count > 0 ? payments : throw new InputException("there is a header and no transaction.", path, 2);
    }

    private static async Task<bool> IsParquetAsync(FileStream file, CancellationToken cancellationToken)
    {
        var mark = new byte[ParquetMark.Length];
        await file.ReadAtLeastAsync(mark, mark.Length, throwOnEndOfStream: false, cancellationToken);
        file.Position = 0;
        return mark.AsSpan().SequenceEqual(ParquetMark);
    }

    private static List<CardPayment> InOrderOfTime(List<CardPayment> payments)
    {
        for (var i = 1; i < payments.Count; i++)
        {
            if (payments[i].At < payments[i - 1].At)
            {
                return [.. payments.OrderBy(payment => payment.At)]; // stable
            }
        }

        return payments;
    }

    private sealed class Numbering
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

        public int Of(string name)
        {
            if (!_numbers.TryGetValue(name, out var number))
            {
                _numbers[name] = number = _numbers.Count;
            }

            return number;
        }
    }
}
