using System.Runtime.CompilerServices;
using Fraud.Api.Domain.Imports;
using Parquet;
using Parquet.Schema;

namespace Fraud.Api.Data.Files;

/// <summary>Reads a Parquet file of flat columns, one row group in memory at a time.</summary>
public static class ParquetRows
{
    /// <summary>Most rows in a row group; what the usual writers make by default is less, or just this.</summary>
    public const int RowGroupRows = 1 << 20;

    /// <summary>Most bytes of a row group, unpacked.</summary>
    public const long RowGroupBytes = 1L << 28;

    /// <param name="content">The file; it is read from several places.</param>
    /// <param name="named">Columns that its sender named, by field.</param>
    /// <param name="needs">The fields that are read.</param>
    /// <param name="skip">Rows that were dealt with before.</param>
    /// <param name="mapped">Told once, when the schema is read: the columns, and how many rows there are.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnreadableFileException">It cannot be read.</exception>
    public static async IAsyncEnumerable<SourceRow> ReadAsync(
        Stream content,
        IReadOnlyDictionary<string, string> named,
        FieldNeeds needs,
        long skip = 0,
        Action<ColumnMap, long?>? mapped = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ParquetFooter.CheckAsync(content, cancellationToken);
        await using var reader = await ParquetReader.CreateAsync(content, cancellationToken: cancellationToken);
        var fields = reader.Schema.DataFields;
        var map = ColumnMap.Of([.. fields.Select(field => field.Path.ToString())], named, needs);
        mapped?.Invoke(map, reader.RowGroups.Sum(group => group.RowCount));

        var before = 0L;
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            var count = Bounded(rows, group);
            if (before + count > skip)
            {
                var columns = await ReadAsync(rows, fields, map, new ParquetPages(content, count, RowGroupBytes), count, cancellationToken);
                var cells = new string?[columns.Length];
                for (var row = (int)Math.Max(0, skip - before); row < count; row++)
                {
                    for (var i = 0; i < columns.Length; i++)
                    {
                        cells[i] = columns[i]?.Text(row);
                    }

                    yield return new SourceRow(before + row + 1, cells);
                }
            }

            before += count;
        }
    }

    private static int Bounded(ParquetRowGroupReader rows, int group) =>
        rows.RowCount is < 0 or > RowGroupRows || rows.RowGroup.TotalByteSize > RowGroupBytes
            ? throw new UnreadableFileException(
                $"row group {group + 1} has {rows.RowCount} rows and {rows.RowGroup.TotalByteSize} bytes; "
                + $"at most {RowGroupRows} rows and {RowGroupBytes} bytes are read at once: write smaller groups.")
            : (int)rows.RowCount;

    private static async Task<ParquetColumn?[]> ReadAsync(
        ParquetRowGroupReader rows, DataField[] fields, ColumnMap map, ParquetPages pages, int count, CancellationToken cancellationToken)
    {
        var columns = new ParquetColumn?[ImportField.All.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            if (map.Of(ImportField.All[i]) is var column and >= 0)
            {
                if (fields[column].MaxRepetitionLevel == 0) // a list is refused anyway
                {
                    await pages.CheckAsync(rows.RowGroup.Columns[column], cancellationToken);
                }

                columns[i] = await ParquetColumn.ReadAsync(rows, fields[column], count, cancellationToken);
            }
        }

        return columns;
    }
}
