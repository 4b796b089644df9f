using Fraud.Api.Data.Files;
using Fraud.Api.Domain.Imports;
using Parquet.Meta;

namespace Fraud.Tests.Data.Files;

public sealed class PackedContentTests
{
    [Theory]
    [InlineData(CompressionCodec.SNAPPY, "00", 0)]
    [InlineData(CompressionCodec.SNAPPY, "AC02FF", 300)]
    [InlineData(CompressionCodec.SNAPPY, "FFFFFFFF07", int.MaxValue)]
    [InlineData(CompressionCodec.ZSTD, "28B52FFD2000010000", 0)] // one byte tells the length
    [InlineData(CompressionCodec.ZSTD, "28B52FFD600001010000", 512)] // two do, less 256
    [InlineData(CompressionCodec.ZSTD, "28B52FFDA000000040010000", 1 << 30)] // four, which nothing keeps
    [InlineData(CompressionCodec.ZSTD, "28B52FFD0058431F0061", 1_000)] // not told: a byte repeated
    [InlineData(CompressionCodec.ZSTD, "28B52FFD0058150000AABB", 128 << 10)] // not told: as much as a block may hold
    [InlineData(CompressionCodec.ZSTD, "502A4D1802000000AABB28B52FFD0458431F006101020304", 1_000)] // something to skip first, a checksum last
    [InlineData(CompressionCodec.ZSTD, "28B52FFD0058431F006128B52FFD0058431F0061", 2_000)] // two frames
    [InlineData(CompressionCodec.GZIP, "1F8B", 0)] // whatever it says, it is unpacked into what the page's header says
    public void Packed_bytes_tell_how_much_they_unpack_to(CompressionCodec codec, string packed, long unpacked) =>
        PackedContent.UnpackedBytes(codec, Convert.FromHexString(packed)).ShouldBe(unpacked);

    [Theory]
    [InlineData(CompressionCodec.SNAPPY, "")]
    [InlineData(CompressionCodec.SNAPPY, "FF")]
    [InlineData(CompressionCodec.ZSTD, "28B5")]
    [InlineData(CompressionCodec.ZSTD, "0011223344556677")]
    [InlineData(CompressionCodec.ZSTD, "28B52FFD0058")]
    [InlineData(CompressionCodec.ZSTD, "28B52FFD0058150000AA")]
    [InlineData(CompressionCodec.ZSTD, "28B52FFDE0FFFFFFFFFFFFFFFF010000")]
    [InlineData(CompressionCodec.ZSTD, "502A4D18FFFFFFFF")]
    public void What_is_not_packed_so_is_damaged(CompressionCodec codec, string packed) =>
        Should.Throw<UnreadableFileException>(() => PackedContent.UnpackedBytes(codec, Convert.FromHexString(packed)));
}
