using Fraud.Api.Domain.Imports;
using Fraud.Api.Features.RunImport;

namespace Fraud.Tests.Features.RunImport;

public sealed class ImportStreamTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];
    private int _loads;

    [Fact]
    public async Task Chunks_of_any_size_are_one_stream_and_each_is_loaded_once()
    {
        await using var stream = Stream(0, 7, 8, 60);

        using var read = new MemoryStream();
        await stream.CopyToAsync(read);

        read.ToArray().ShouldBe(Content);
        _loads.ShouldBe(4);
    }

    [Fact]
    public async Task It_can_be_read_from_the_end()
    {
        await using var stream = Stream(0, 50);
        stream.Seek(-3, SeekOrigin.End);

        var end = new byte[3];
        await stream.ReadExactlyAsync(end);

        end.ShouldBe([97, 98, 99]);
        (await stream.ReadAsync(end)).ShouldBe(0);
    }

    [Fact]
    public async Task A_gap_is_no_end()
    {
        await using var stream = new ImportStream(10, (_, _) => Task.FromResult((0L, new byte[5])));

        await Should.ThrowAsync<UnreadableFileException>(() => stream.CopyToAsync(System.IO.Stream.Null));
    }

    private ImportStream Stream(params int[] starts) => new(Content.Length, (position, _) =>
    {
        _loads++;
        var chunk = Array.FindLastIndex(starts, start => start <= position);
        var end = chunk + 1 < starts.Length ? starts[chunk + 1] : Content.Length;
        return Task.FromResult(((long)starts[chunk], Content[starts[chunk]..end]));
    });
}
