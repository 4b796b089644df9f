using System.Buffers.Binary;
using Fraud.Api.Domain.Imports;

namespace Fraud.Api.Data.Files;

/// <summary>
/// Checks that the footer of a Parquet file is well-formed before the library reads it: a damaged one may announce a list of billions, in which the library would be lost.
/// </summary>
internal static class ParquetFooter
{
    private const int Tail = 8;
    private const int AtMostBytes = 64 << 20;

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
        new ThriftWalk(footer, "its footer").Walked();
    }

    private static UnreadableFileException Damaged() => new("it is no Parquet file, or it is damaged: its footer cannot be read.");
}
