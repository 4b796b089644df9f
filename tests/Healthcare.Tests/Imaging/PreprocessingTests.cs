using CsCheck;
using Healthcare.Api.Imaging;

namespace Healthcare.Tests.Imaging;

public sealed class PreprocessingTests
{
    private static readonly float[] Unchanged = [.. Enumerable.Range(0, 256).Select(level => (float)level)];

    [Fact]
    public void Equalisation_gives_the_share_of_darker_pixels()
    {
        // 10, 10, 20, 30: below 10 nothing, below 20 two of four, below 30 three of four; ties count half.
        var table = Preprocessing.EqualisationTable([10, 30, 10, 20]);

        table[10].ShouldBe(0.25f);
        table[20].ShouldBe(0.625f);
        table[30].ShouldBe(0.875f);
    }

    [Fact]
    public void Halving_an_image_averages_each_two_by_two()
    {
        var image = new GrayImage(4, 2, [0, 10, 100, 100, 20, 30, 100, 200]);

        var resized = Preprocessing.ResizeByArea(new GrayImage(4, 4, [.. image.Pixels, .. image.Pixels]), Unchanged, 2);

        resized.ShouldBe([15, 125, 15, 125]);
    }

    [Fact]
    public void A_pixel_that_lies_in_two_targets_counts_in_both_by_area()
    {
        // Three pixels become two: each target covers one and a half of them, in both directions.
        var resized = Preprocessing.ResizeByArea(new GrayImage(3, 3, [0, 30, 60, 0, 30, 60, 0, 30, 60]), Unchanged, 2);

        resized[0].ShouldBe(10, tolerance: 1e-4);
        resized[1].ShouldBe(50, tolerance: 1e-4);
    }

    [Fact]
    public void The_mean_is_kept_whatever_the_size() => Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 32], Gen.Int[0, 1000]).Sample((width, height, side, seed) =>
    {
        var pixels = Pixels(width * height, seed);
        var resized = Preprocessing.ResizeByArea(new GrayImage(width, height, pixels), Unchanged, side);
        resized.Average().ShouldBe((float)pixels.Average(pixel => pixel), tolerance: 0.01);
    });

    [Fact]
    public void An_exposure_curve_that_keeps_the_order_of_grey_levels_changes_nothing()
    {
        var dim = new GrayImage(64, 64, Array.ConvertAll(Pixels(64 * 64, 7), pixel => (byte)(pixel / 2)));
        var bright = dim with { Pixels = Array.ConvertAll(dim.Pixels, pixel => (byte)(pixel + 100)) };

        Preprocessing.ToInput(bright).ShouldBe(Preprocessing.ToInput(dim));
    }

    [Fact]
    public void An_image_of_one_grey_level_gives_zeros()
    {
        var input = Preprocessing.ToInput(new GrayImage(100, 70, [.. Enumerable.Repeat((byte)9, 7000)]));

        input.Length.ShouldBe(Preprocessing.Length);
        input.ShouldAllBe(value => Math.Abs(value) < 1e-5f);
    }

    private static byte[] Pixels(int count, int seed)
    {
        var state = (uint)seed;
        return [.. Enumerable.Range(0, count).Select(_ => (byte)((state = state * 1664525 + 1013904223) >> 24))];
    }
}
