using Healthcare.Api.Features.GetHeatMap;

namespace Healthcare.Tests.Features;

public sealed class HeatMapDrawingTests
{
    [Fact]
    public void Evidence_is_interpolated_between_the_centres_of_its_cells()
    {
        float[] cells = [0, 4, 8, 12];

        HeatMapDrawing.Interpolate(cells, 2, 0.25f, 0.25f).ShouldBe(0);
        HeatMapDrawing.Interpolate(cells, 2, 0.75f, 0.25f).ShouldBe(4);
        HeatMapDrawing.Interpolate(cells, 2, 0.5f, 0.5f).ShouldBe(6);
        HeatMapDrawing.Interpolate(cells, 2, 1, 1).ShouldBe(12);
    }

    [Fact]
    public void What_speaks_against_the_finding_leaves_the_radiograph_grey()
    {
        var (rgba, width, height) = HeatMapDrawing.Draw(Phantom.Draw(64, 64), [-3, -3, -3, -3]);

        (width, height).ShouldBe((64, 64));
        for (var i = 0; i < rgba.Length; i += 4)
        {
            (rgba[i] == rgba[i + 1] && rgba[i] == rgba[i + 2] && rgba[i + 3] == 255).ShouldBeTrue();
        }
    }

    [Fact]
    public void What_speaks_for_it_is_coloured_where_it_is()
    {
        var (rgba, _, _) = HeatMapDrawing.Draw(Phantom.Draw(64, 64), [12, 0, 0, 0]);

        Redness(rgba, x: 8, y: 8).ShouldBeGreaterThan(100);
        Redness(rgba, x: 56, y: 56).ShouldBe(0);
    }

    [Fact]
    public void A_large_radiograph_is_drawn_smaller_in_its_own_shape()
    {
        var (_, width, height) = HeatMapDrawing.Draw(Phantom.Draw(4000, 2000), [0]);

        (width, height).ShouldBe((1024, 512));
    }

    private static int Redness(byte[] rgba, int x, int y) => rgba[4 * (y * 64 + x)] - rgba[4 * (y * 64 + x) + 2];
}
