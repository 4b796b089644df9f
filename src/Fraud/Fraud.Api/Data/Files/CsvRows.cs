using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;
using CsvHelper.Configuration;
using Fraud.Api.Domain.Imports;

namespace Fraud.Api.Data.Files;

/// <summary>Reads a CSV file, gzipped or not, row by row. The header is the first line, and tells the separator.</summary>
public static class CsvRows
{
    /// <summary>Longest field, in characters: beyond it, a quote was not closed.</summary>
    public const int FieldLength = 4_096;

    private const int LineLength = 65_536;
    private const int BufferLength = 65_536;
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <param name="content">The file.</param>
    /// <param name="named">Columns that its sender named, by field.</param>
    /// <param name="needs">The fields that are read.</param>
    /// <param name="mapped">Told once, when the header is read: the columns; how many rows there are is not known.</param>
    /// <param name="unpackedBytes">Most bytes of a gzipped file, unpacked.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnreadableFileException">It cannot be read, or not any further.</exception>
    public static async IAsyncEnumerable<SourceRow> ReadAsync(
        Stream content,
        IReadOnlyDictionary<string, string> named,
        FieldNeeds needs,
        Action<ColumnMap, long?>? mapped = null,
        long unpackedBytes = long.MaxValue,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var plain = await UnpackedAsync(content, unpackedBytes, cancellationToken);
        using var text = new BoundedLines(new StreamReader(plain, bufferSize: BufferLength), LineLength, cancellationToken);
        var isDamaged = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = await SeparatorAsync(text),
            TrimOptions = TrimOptions.Trim,
            MaxFieldSize = FieldLength,
            BufferSize = BufferLength,
            BadDataFound = _ => isDamaged = true,
        };
        using var parser = new CsvParser(text, configuration, leaveOpen: true);
        if (!await parser.ReadAsync())
        {
            throw new UnreadableFileException("the file is empty; it should begin with a header.");
        }

        var header = parser.Record!;
        var map = ColumnMap.Of(header, named, needs);
        mapped?.Invoke(map, null);
        var columns = ImportField.All.Select(map.Of).ToArray();
        var cells = new string?[columns.Length];
        while (await ReadAsync(parser))
        {
            isDamaged = false;
            if (parser.Count != header.Length)
            {
                yield return new SourceRow(parser.RawRow, cells, $"has {parser.Count} fields, where the header has {header.Length}");
                continue;
            }

            for (var i = 0; i < columns.Length; i++)
            {
                cells[i] = columns[i] < 0 ? null : parser[columns[i]];
            }

            yield return new SourceRow(parser.RawRow, cells, isDamaged ? "has a quote that is not closed, or not doubled" : null);
        }
    }

    private static async Task<bool> ReadAsync(CsvParser parser)
    {
        try
        {
            return await parser.ReadAsync();
        }
        catch (MaxFieldSizeException)
        {
            throw new UnreadableFileException($"line {parser.RawRow}: a field has more than {FieldLength} characters; is a quote not closed?");
        }
    }

    private static async Task<Stream> UnpackedAsync(Stream content, long limit, CancellationToken cancellationToken)
    {
        // Told by its first bytes, as a file may have been renamed.
        var magic = new byte[2];
        var zipped = await content.ReadAtLeastAsync(magic, 2, throwOnEndOfStream: false, cancellationToken) == 2 && magic is [0x1f, 0x8b];
        content.Position = 0;
        return zipped ? new UnpackedStream(content, limit) : content;
    }

    private static async Task<string> SeparatorAsync(BoundedLines text)
    {
        var header = await text.PeekLineAsync();
        return Separators.MaxBy(separator => header.Count(character => character == separator)).ToString();
    }
}
