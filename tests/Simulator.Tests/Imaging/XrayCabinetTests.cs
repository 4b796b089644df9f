using Simulator.Imaging;
using SkiaSharp;

namespace Simulator.Tests.Imaging;

public sealed class XrayCabinetTests
{
    [Fact]
    public async Task Phantoms_are_drawn_where_there_is_no_data()
    {
        var cabinet = new XrayCabinet(1, "/nowhere");

        cabinet.HasRealPictures.ShouldBeFalse();
        using var picture = SKBitmap.Decode(await cabinet.TakeAsync(0, CancellationToken.None));
        (picture.Width, picture.Height).ShouldBe((224, 224));
    }

    [Fact]
    public void A_phantom_is_the_same_for_the_same_number_and_another_for_the_next()
    {
        Phantom.Paint(1, 5, sick: false).ShouldBe(Phantom.Paint(1, 5, sick: false));
        Phantom.Paint(1, 5, sick: false).ShouldNotBe(Phantom.Paint(1, 6, sick: false));
    }

    [Fact]
    public void The_lungs_of_a_sick_phantom_are_brighter()
    {
        var brighter = Enumerable.Range(0, 20).Count(number => LungBrightness(number, sick: true) > LungBrightness(number, sick: false));

        brighter.ShouldBeGreaterThan(17);
    }

    private static double LungBrightness(int number, bool sick)
    {
        using var picture = SKBitmap.Decode(Phantom.Paint(1, number, sick));
        return Enumerable.Range(70, 100).Average(y => picture.GetPixel(70, y).Red + picture.GetPixel(154, y).Red);
    }
}
