using Fraud.Api.Domain.Imports;

namespace Fraud.Api.Features.RunImport;

/// <summary>A file that lies in the database in chunks, as a stream with one chunk at a time in memory.</summary>
/// <param name="length">Length of the file.</param>
/// <param name="load">Gets the chunk that holds a position: where it starts, and its bytes.</param>
public sealed class ImportStream(long length, Func<long, CancellationToken, Task<(long Start, byte[] Bytes)>> load) : Stream
{
    private long _start;
    private byte[] _chunk = [];

    public override long Length => length;

    public override long Position { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.IsEmpty)
        {
            return 0;
        }

        if (Position < _start || Position >= _start + _chunk.Length)
        {
            (_start, _chunk) = await load(Position, cancellationToken);
            if (Position < _start || Position >= _start + _chunk.Length)
            {
                throw new UnreadableFileException($"the bytes from {Position} on are missing.");
            }
        }

        var count = (int)Math.Min(buffer.Length, _start + _chunk.Length - Position);
        _chunk.AsMemory((int)(Position - _start), count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Parquet.Net reads some lengths of the footer this way.
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
