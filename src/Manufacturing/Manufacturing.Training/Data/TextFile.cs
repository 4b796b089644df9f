using System.Globalization;
using System.IO.Compression;
using Platform.Learning;

namespace Manufacturing.Training.Data;

/// <summary>A text file of numbers between spaces, as it is or gzipped.</summary>
internal static class TextFile
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>The numbers of each line that is not empty, with the line's number from 1.</summary>
    /// <exception cref="InputException">The file cannot be read, or has something that is no finite number: says where.</exception>
    public static List<(long Line, double[] Values)> ReadNumbers(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var content = new StreamReader(Unzipped(file));
            var lines = new List<(long, double[])>();
            for (var number = 1L; content.ReadLine() is { } line; number++)
            {
                var fields = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
                if (fields.Length > 0)
                {
                    lines.Add((number, Array.ConvertAll(fields, field => Number(field, path, number))));
                }
            }

            return lines.Count > 0 ? lines : throw new InputException("the file is empty.", path);
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

    private static double Number(string field, string path, long line) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new InputException($"'{field}' is no number.", path, line);
}
