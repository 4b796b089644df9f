using System.IO.Compression;
using Platform.Learning;

namespace Fraud.Training.Data;

/// <summary>
/// A file of card payments in the format of the Fraud Detection Handbook: CSV, as it is or gzipped, with a header that
/// names the columns; their order and further columns do not matter.
/// </summary>
public sealed class TransactionFile
{
    /// <summary>Where the file is under a data root.</summary>
    public const string RelativePath = "fraud/fdh/transactions.csv.gz";

    private TransactionFile(string path, IReadOnlyList<CardPayment> payments) => (Path, Payments) = (path, payments);

    public string Path { get; }

    /// <summary>In order of time; those of the same instant in the order of the file.</summary>
    public IReadOnlyList<CardPayment> Payments { get; }

    /// <exception cref="InputException">Something is missing or wrong: says what and where.</exception>
    public static TransactionFile Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var content = new StreamReader(Unzipped(file));
            return new TransactionFile(path, InOrderOfTime(Parse(path, content)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException($"cannot be read: {e.Message}", path);
        }
    }

    private static Stream Unzipped(FileStream file)
    {
        // Told by its first bytes, as a file may have been renamed.
        var zipped = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return zipped ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static List<CardPayment> Parse(string path, StreamReader content)
    {
        var header = content.ReadLine() ?? throw new InputException("the file is empty; it should begin with a header.", path, 1);
        var lines = new LineParser(path, header);
        var payments = new List<CardPayment>();
        for (var number = 2L; content.ReadLine() is { } line; number++)
        {
            if (line.Length > 0)
            {
                payments.Add(lines.Parse(line, number));
            }
        }

        return payments.Count > 0 ? payments : throw new InputException("there is a header and no transaction.", path, 2);
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
}
