using System.IO.Compression;
using Platform.Learning;

namespace Retail.Training.Data;

/// <summary>
/// Reads a file in the format of UCI Online Retail (Chen, Sain and Guo 2012), as CSV, plain or gzipped, columns found by name.
/// Keeps clean lines only: customer present, quantity and unit price above 0, no cancellation (invoice C…),
/// stock code starting with five digits (the others are postage, fees and samples).
/// </summary>
public static class OnlineRetailFile
{
    /// <summary>Where the data set lies under the data root.</summary>
    public const string RelativePath = "retail/online-retail/online_retail_2010-12_to_2011-09.csv.gz";

    /// <exception cref="InputException">The file is missing, lacks a column, or has a line that cannot be read.</exception>
    public static List<Sale> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException("no such file", path);
        }

        var number = 0L;
        try
        {
            using var reader = new StreamReader(Open(path));
            var header = SaleColumns.Parse(reader.ReadLine() ?? "", path);
            var sales = new List<Sale>();
            for (number = 2; reader.ReadLine() is { } line; number++)
            {
                if (line.Length > 0 && header.Read(line, number) is { } sale)
                {
                    sales.Add(sale);
                }
            }

            return sales.Count > 0 ? sales : throw new InputException("no clean line: nothing to learn from", path);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new InputException("the file is damaged: " + exception.Message, path, number);
        }
    }

    private static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        var magic = (file.ReadByte(), file.ReadByte());
        file.Position = 0;
        if (magic == ('P', 'K'))
        {
            file.Dispose();
            throw new InputException("this is a spreadsheet or archive; save it as CSV, plain or gzipped", path);
        }

        return magic == (0x1f, 0x8b) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
