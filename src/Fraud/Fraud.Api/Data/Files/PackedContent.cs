using System.Buffers.Binary;
using Fraud.Api.Domain.Imports;
using Parquet.Meta;

namespace Fraud.Api.Data.Files;

/// <summary>
/// What packed bytes say they unpack to. For these codecs the library makes room for that, and not for what the header of
/// the page says; for the others it unpacks no more than the header's.
/// </summary>
public static class PackedContent
{
    private const uint ZstdFrame = 0xFD2FB528;
    private const uint ZstdSkippable = 0x184D2A50;
    private const int ZstdBlock = 128 << 10;

    /// <exception cref="UnreadableFileException">It is not packed by this codec.</exception>
    public static long UnpackedBytes(CompressionCodec codec, ReadOnlySpan<byte> packed)
    {
        try
        {
            return codec switch
            {
                CompressionCodec.SNAPPY => Snappy(packed),
                CompressionCodec.ZSTD => Zstd(packed),
                _ => 0,
            };
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new UnreadableFileException("it is damaged: a page is not packed as its footer says.");
        }
    }

    // The length comes first, seven bits a byte.
    private static long Snappy(ReadOnlySpan<byte> packed)
    {
        var length = 0L;
        for (var i = 0; i < 5; i++)
        {
            length |= (long)(packed[i] & 0x7f) << (7 * i);
            if (packed[i] < 0x80)
            {
                break;
            }
        }

        return length;
    }

    // RFC 8878: frames that may say their length, else blocks of 128 KiB at most.
    private static long Zstd(ReadOnlySpan<byte> packed)
    {
        var length = 0L;
        while (packed.Length > 0)
        {
            var magic = BinaryPrimitives.ReadUInt32LittleEndian(packed);
            if ((magic & 0xFFFFFFF0) == ZstdSkippable)
            {
                packed = packed[checked((int)BinaryPrimitives.ReadUInt32LittleEndian(packed[4..]) + 8)..];
                continue;
            }

            if (magic != ZstdFrame)
            {
                throw new ArgumentOutOfRangeException(nameof(packed));
            }

            var descriptor = packed[4];
            var isSingle = (descriptor & 0x20) != 0;
            var rest = packed[(5 + (isSingle ? 0 : 1) + (descriptor & 3) switch { 0 => 0, 1 => 1, 2 => 2, _ => 4 })..];
            var (told, size) = (descriptor >> 6) switch
            {
                0 => isSingle ? (rest[0], 1) : (-1L, 0),
                1 => (BinaryPrimitives.ReadUInt16LittleEndian(rest) + 256L, 2),
                2 => (BinaryPrimitives.ReadUInt32LittleEndian(rest), 4),
                _ => (checked((long)BinaryPrimitives.ReadUInt64LittleEndian(rest)), 8),
            };
            var blocks = Blocks(ref rest, size);
            length = checked(length + (told < 0 ? blocks : told));
            packed = rest[((descriptor & 4) != 0 ? 4 : 0)..];
        }

        return length;
    }

    private static long Blocks(ref ReadOnlySpan<byte> rest, int from)
    {
        rest = rest[from..];
        var length = 0L;
        for (var isLast = false; !isLast;)
        {
            var header = rest[0] | (rest[1] << 8) | (rest[2] << 16);
            var (kind, size) = ((header >> 1) & 3, header >> 3);
            isLast = (header & 1) != 0;
            length += kind == 2 ? ZstdBlock : size;
            rest = rest[(3 + (kind == 1 ? 1 : size))..];
        }

        return length;
    }
}
