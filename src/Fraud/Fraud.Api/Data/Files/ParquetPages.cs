using Fraud.Api.Domain.Imports;
using Parquet.Meta;

namespace Fraud.Api.Data.Files;

/// <summary>
/// Adds up what the pages of a row group say of themselves before the library unpacks them: it makes room for what a page's
/// header or its content says, whatever the footer said of the group.
/// </summary>
/// <param name="file">The file; it is read from several places.</param>
/// <param name="rows">Rows of the group, and most values of a page or a dictionary.</param>
/// <param name="limit">Most bytes of the group, unpacked.</param>
internal sealed class ParquetPages(Stream file, long rows, long limit)
{
    private const int HeaderBytes = 1 << 16;

    // Fields of a page's header, and of the headers of dictionaries, data pages and data pages of version 2 in it.
    private const int Kind = 1, Unpacked = 2, Packed = 3, DataPage = 5, Dictionary = 7, DataPage2 = 8, Values = 1;
    private const int DefinitionLevels = 5, RepetitionLevels = 6, IsPacked = 7;

    private readonly byte[] _header = new byte[HeaderBytes];
    private long _unpacked;

    /// <exception cref="UnreadableFileException">The pages of a column are not what they should be, or too many bytes with those before.</exception>
    public async Task CheckAsync(ColumnChunk column, CancellationToken cancellationToken)
    {
        var meta = column.MetaData ?? throw Damaged();
        // The first of the two, as the library takes it.
        var position = new[] { meta.DictionaryPageOffset ?? 0, meta.DataPageOffset }.Where(offset => offset != 0).DefaultIfEmpty(-1).Min();
        if (meta.NumValues != rows)
        {
            throw Damaged();
        }

        var (values, isFirst) = (0L, true);
        while (values < rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await HeaderAsync(position, cancellationToken);
            var (packed, unpacked) = (page.Number(0, Packed) ?? -1, page.Number(0, Unpacked) ?? -1);
            position += page.Length + packed;
            if (packed < 0 || unpacked < 0 || position > file.Length)
            {
                throw Damaged();
            }

            Add(Math.Max(packed, unpacked));
            Add(Math.Max(0, await ContentAsync(meta.Codec, page, position - packed, (int)packed, cancellationToken) - unpacked));

            // A dictionary comes first, if there is one; a page without a value would never end.
            values += page.Number(0, Kind) switch
            {
                0 when page.Number(DataPage, Values) is > 0 and var count && count <= rows - values => count,
                3 when page.Number(DataPage2, Values) is > 0 and var count && count <= rows - values => count,
                2 when isFirst && page.Number(Dictionary, Values) is >= 0 and var count && count <= rows => 0,
                _ => throw Damaged(),
            };
            isFirst = false;
        }
    }

    private void Add(long bytes)
    {
        if ((_unpacked += bytes) > limit)
        {
            throw new UnreadableFileException($"a row group has more than {limit} bytes in its columns when unpacked: write smaller groups.");
        }
    }

    private async Task<long> ContentAsync(CompressionCodec codec, ThriftWalk page, long position, int packed, CancellationToken cancellationToken)
    {
        // Levels of version 2 come before what is packed, if anything is.
        var levels = (page.Number(DataPage2, DefinitionLevels) ?? 0) + (page.Number(DataPage2, RepetitionLevels) ?? 0);
        if (codec is not (CompressionCodec.SNAPPY or CompressionCodec.ZSTD) || page.Number(DataPage2, IsPacked) == 0 || levels == packed)
        {
            return 0;
        }

        if (levels < 0 || levels > packed)
        {
            throw Damaged();
        }

        var content = new byte[packed - levels];
        file.Position = position + levels;
        await file.ReadExactlyAsync(content, cancellationToken);
        return levels + PackedContent.UnpackedBytes(codec, content);
    }

    private async Task<ThriftWalk> HeaderAsync(long position, CancellationToken cancellationToken)
    {
        if (position < 0 || position >= file.Length)
        {
            throw Damaged();
        }

        file.Position = position;
        var read = await file.ReadAtLeastAsync(_header, HeaderBytes, throwOnEndOfStream: false, cancellationToken);
        return new ThriftWalk(_header.AsMemory(0, read), "a page").Walked();
    }

    private static UnreadableFileException Damaged() => new("it is damaged: the pages of a column are not what its footer says.");
}
