using Fraud.Api.Domain.Imports;

namespace Fraud.Api.Data.Files;

/// <summary>
/// Text whose lines have a longest length, so that a file of one endless line does not fill the memory. Who reads it knows no
/// token, and passes over empty lines by itself for as long as there are any: so the token is asked here.
/// </summary>
internal sealed class BoundedLines(TextReader inner, int limit, CancellationToken cancellationToken) : TextReader
{
    private char[] _ahead = [];
    private int _taken;
    private int _length;
    private long _line = 1;

    /// <summary>The first line. To be called before anything is read.</summary>
    public async Task<string> PeekLineAsync()
    {
        var ahead = new char[limit];
        var count = 0;
        while (count < limit && ahead.AsSpan(0, count).IndexOf('\n') < 0)
        {
            var read = await inner.ReadAsync(ahead.AsMemory(count), cancellationToken);
            if (read == 0)
            {
                break;
            }

            count += read;
        }

        _ahead = ahead[..count];
        var end = _ahead.AsSpan().IndexOfAny('\n', '\r');
        return new string(_ahead, 0, end < 0 ? count : end);
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => TakeAsync(buffer.AsMemory(index, count)).AsTask();

    public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) => TakeAsync(buffer);

    public override int Read(char[] buffer, int index, int count) =>
        throw new NotSupportedException("A file from a database is read asynchronously.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> TakeAsync(Memory<char> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int read;
        if (_taken < _ahead.Length)
        {
            read = Math.Min(buffer.Length, _ahead.Length - _taken);
            _ahead.AsMemory(_taken, read).CopyTo(buffer);
            _taken += read;
        }
        else
        {
            read = await inner.ReadAsync(buffer, cancellationToken);
        }

        Check(buffer.Span[..read]);
        return read;
    }

    private void Check(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var end = text.IndexOf('\n');
            if ((_length += end < 0 ? text.Length : end) > limit)
            {
                throw new UnreadableFileException($"line {_line} has more than {limit} characters.");
            }

            if (end < 0)
            {
                return;
            }

            text = text[(end + 1)..];
            _length = 0;
            _line++;
        }
    }
}
