using System.Buffers.Binary;
using Fraud.Api.Domain.Imports;

namespace Fraud.Api.Features.RunImport;

/// <summary>
/// Checks that the footer of a Parquet file is well-formed (Thrift's compact protocol) before the library reads it: a damaged
/// one may announce a list of billions, in which the library would be lost.
/// </summary>
internal sealed class ParquetFooter
{
    private const int Tail = 8;
    private const int AtMostBytes = 64 << 20;
    private const int Depth = 32;

    private readonly byte[] _footer;
    private int _position;

    private ParquetFooter(byte[] footer) => _footer = footer;

    /// <exception cref="UnreadableFileException">It is none.</exception>
    public static async Task CheckAsync(Stream file, CancellationToken cancellationToken)
    {
        var tail = new byte[Tail];
        if (file.Length < 2 * Tail)
        {
            throw Damaged();
        }

        file.Position = file.Length - Tail;
        await file.ReadExactlyAsync(tail, cancellationToken);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail.AsSpan(4).SequenceEqual("PAR1"u8) || length is <= 0 or > AtMostBytes || length > file.Length - Tail)
        {
            throw Damaged();
        }

        var footer = new byte[length];
        file.Position = file.Length - Tail - length;
        await file.ReadExactlyAsync(footer, cancellationToken);
        file.Position = 0;
        new ParquetFooter(footer).PassStruct(0);
    }

    private static UnreadableFileException Damaged() => new("it is no Parquet file, or it is damaged: its footer cannot be read.");

    private void PassStruct(int depth)
    {
        for (var header = Byte(); header != 0; header = Byte())
        {
            if (header >> 4 == 0)
            {
                Number(); // of the field
            }

            var type = header & 0x0f;
            if (type > 2) // the type of a truth is its value
            {
                Pass(type, depth + 1);
            }
        }
    }

    private void Pass(int type, int depth)
    {
        if (depth > Depth)
        {
            throw Damaged();
        }

        switch (type)
        {
            case 1 or 2 or 3:
                Skip(1);
                break;
            case 4 or 5 or 6:
                Number();
                break;
            case 7:
                Skip(8);
                break;
            case 8:
                Skip(Number());
                break;
            case 9 or 10:
                PassList(depth);
                break;
            case 11:
                PassMap(depth);
                break;
            case 12:
                PassStruct(depth);
                break;
            case 13:
                Skip(16);
                break;
            default:
                throw Damaged();
        }
    }

    private void PassList(int depth)
    {
        var header = Byte();
        var size = Announced(header >> 4 == 15 ? Number() : (ulong)(header >> 4));
        for (var i = 0; i < size; i++)
        {
            Pass(header & 0x0f, depth + 1);
        }
    }

    private void PassMap(int depth)
    {
        var size = Announced(Number());
        var types = size > 0 ? Byte() : 0;
        for (var i = 0; i < size; i++)
        {
            Pass(types >> 4, depth + 1);
            Pass(types & 0x0f, depth + 1);
        }
    }

    // Every element takes a byte at least.
    private int Announced(ulong size) => size <= (ulong)(_footer.Length - _position) ? (int)size : throw Damaged();

    private int Byte() => _position < _footer.Length ? _footer[_position++] : throw Damaged();

    private void Skip(ulong count) => _position += Announced(count);

    private ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }
}
