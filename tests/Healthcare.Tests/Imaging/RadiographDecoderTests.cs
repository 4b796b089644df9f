using System.Buffers.Binary;
using Healthcare.Api.Imaging;

namespace Healthcare.Tests.Imaging;

public sealed class RadiographDecoderTests
{
    private static readonly ImageLimits Limits = new();

    [Fact]
    public void A_grey_image_keeps_its_levels()
    {
        var png = Phantom.Png(width: 100, height: 80);

        var decoded = RadiographDecoder.Decode(png, Limits);

        decoded.Refusal.ShouldBeNull();
        decoded.MediaType.ShouldBe(RadiographDecoder.Png);
        decoded.Image.ShouldNotBeNull().Pixels.ShouldBe(Phantom.Draw(100, 80).Pixels);
    }

    [Fact]
    public void Colours_count_by_their_luminance()
    {
        byte[] red = [255, 0, 0, 255];

        var decoded = RadiographDecoder.Decode(PngWriter.Write([.. Enumerable.Repeat(red, 64 * 64).SelectMany(pixel => pixel)], 64, 64), Limits);

        // 0.299 * 255, in 256ths: 77 * 255 / 256.
        decoded.Image.ShouldNotBeNull().Pixels.ShouldAllBe(pixel => pixel == 77);
    }

    [Fact]
    public void What_is_no_image_is_refused()
    {
        RadiographDecoder.Decode("%PDF-1.7 of a report"u8.ToArray(), Limits).Refusal.ShouldBe("The file is neither a PNG nor a JPEG image.");
        RadiographDecoder.Inspect([], Limits).Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void A_damaged_image_passes_by_its_header_and_fails_in_its_pixels()
    {
        var png = Phantom.Png(300, 300);
        var half = png[..(png.Length / 2)];

        RadiographDecoder.Inspect(half, Limits).Refusal.ShouldBeNull();
        RadiographDecoder.Decode(half, Limits).Refusal.ShouldBe("The file ends too early or is damaged.");
    }

    [Fact]
    public void A_decompression_bomb_is_refused_by_its_header()
    {
        // A PNG of a hundred bytes that claims 50,000 x 50,000 pixels: 10 GB once decoded.
        var bomb = Phantom.Png(64, 64);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 50_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 50_000);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), Crc32(bomb.AsSpan(12, 17)));

        RadiographDecoder.Decode(bomb, Limits).Refusal.ShouldNotBeNull().ShouldStartWith("The image has 50000 x 50000 pixels");
    }

    [Fact]
    public void An_image_too_small_to_see_anything_is_refused() =>
        RadiographDecoder.Decode(Phantom.Png(200, 20), Limits).Refusal.ShouldBe("The image has 200 x 20 pixels; each side needs 64.");

    // The checksum of a PNG chunk: without it the header would be refused for the wrong reason.
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }
}
