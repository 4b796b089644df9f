using Fraud.Api.Domain.Imports;

namespace Fraud.Api.Data.Files;

/// <summary>
/// Walks through a structure of Thrift's compact protocol, without making anything of it, and finds out whether it is
/// well-formed: no list longer than the bytes that are there, nothing nested without end.
/// </summary>
/// <param name="bytes">They begin with the structure.</param>
/// <param name="what">What it is, for people.</param>
internal sealed class ThriftWalk(ReadOnlyMemory<byte> bytes, string what)
{
    private const int Depth = 32;

    private readonly Dictionary<(int, int), long> _numbers = [];
    private int _position;

    /// <summary>How many bytes the structure takes.</summary>
    public int Length => _position;

    /// <exception cref="UnreadableFileException">It is not well-formed.</exception>
    public ThriftWalk Walked()
    {
        PassStruct(0, 0);
        return this;
    }

    /// <summary>A whole number, or a truth as 1 or 0, in the structure itself (within 0), or in a structure that is its field; null where it is not said.</summary>
    public long? Number(int within, int field) => _numbers.TryGetValue((within, field), out var number) ? number : null;

    private void PassStruct(int depth, int within)
    {
        var field = 0;
        for (var header = Byte(); header != 0; header = Byte())
        {
            field = header >> 4 == 0 ? (int)Signed(Number()) : field + (header >> 4);
            var type = header & 0x0f;
            if (type is 4 or 5 or 6)
            {
                Keep(depth, within, field, Signed(Number()));
            }
            else if (type is 1 or 2) // the type of a truth is its value
            {
                Keep(depth, within, field, 2 - type);
            }
            else
            {
                Pass(type, depth + 1, field);
            }
        }
    }

    private void Keep(int depth, int within, int field, long number)
    {
        if (depth <= 1)
        {
            _numbers[(within, field)] = number;
        }
    }

    private void Pass(int type, int depth, int field = 0)
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
                PassStruct(depth, field);
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
    private int Announced(ulong size) => size <= (ulong)(bytes.Length - _position) ? (int)size : throw Damaged();

    private int Byte() => _position < bytes.Length ? bytes.Span[_position++] : throw Damaged();

    private void Skip(ulong count) => _position += Announced(count);

    private static long Signed(ulong number) => (long)(number >> 1) ^ -(long)(number & 1);

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

    private UnreadableFileException Damaged() => new($"it is no Parquet file, or it is damaged: {what} cannot be read.");
}
