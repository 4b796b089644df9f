using System.IO.Compression;
using Fraud.Api.Domain.Imports;

namespace Fraud.Api.Data.Files;

/// <summary>The content of a gzip stream up to a limit: a thousand times the size of the file, if its sender likes.</summary>
internal sealed class UnpackedStream(Stream zipped, long limit) : Stream
{
    private readonly GZipStream _content = new(zipped, CompressionMode.Decompress);
    private long _unpacked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _unpacked;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _content.ReadAsync(buffer, cancellationToken);
        return (_unpacked += read) <= limit
            ? read
            : throw new UnreadableFileException($"it has more than {limit} bytes when unpacked (Imports:UnpackedBytes): split it.");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A file from a database is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
