using TorchSharp;
using static TorchSharp.torch;

namespace Healthcare.Training;

/// <summary>
/// What differs between two radiographs of the same chest: position, size, exposure, sharpness, noise, things in the way.
/// The network sees every training image changed in all of these, and so cannot lean on any.
/// </summary>
internal static class Augmentation
{
    private const double Rotation = 12 * Math.PI / 180;
    private const double Shift = 0.14;
    private const double Zoom = 0.15;
    private const double Stretch = 0.10;
    private const double Gamma = 0.45;
    private const double Contrast = 0.30;
    private const double Brightness = 0.25;
    private const double Noise = 0.20;

    /// <summary>A changed copy of a batch [N, 1, side, side] of preprocessed images.</summary>
    public static Tensor Apply(Tensor batch)
    {
        using var scope = NewDisposeScope();
        var moved = Moved(batch);
        var exposed = Exposed(moved);
        return Erased(Sharpness(exposed)).MoveToOuterDisposeScope();
    }

    private static Tensor Moved(Tensor batch)
    {
        var n = batch.shape[0];
        var angle = Symmetric(n, Rotation);
        var zoom = Symmetric(n, Zoom).exp();
        var stretch = Symmetric(n, Stretch).exp();
        // Mirrored chests are rare but pneumonia takes either side: mirroring doubles the data.
        var mirror = rand(n).lt(0.5).to_type(ScalarType.Float32) * 2 - 1;
        var (cos, sin) = (angle.cos(), angle.sin());
        var rows = stack(
            [cos * zoom * stretch * mirror, -sin * zoom, Symmetric(n, Shift), sin * zoom * mirror, cos * zoom / stretch, Symmetric(n, Shift)], 1);
        var grid = nn.functional.affine_grid(rows.reshape(n, 2, 3), [n, 1, batch.shape[2], batch.shape[3]], false);
        return nn.functional.grid_sample(batch, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Border, false);
    }

    private static Tensor Exposed(Tensor batch)
    {
        var n = batch.shape[0];
        // Inputs are (equalised - 0.5) * 3.5; a gamma curve acts on the equalised value.
        var level = (batch / 3.5 + 0.5).clamp(1e-3, 1);
        var curved = (level.pow(Symmetric(n, Gamma).exp().reshape(n, 1, 1, 1)) - 0.5) * 3.5;
        return curved * (Symmetric(n, Contrast).reshape(n, 1, 1, 1) + 1) + Symmetric(n, Brightness).reshape(n, 1, 1, 1);
    }

    private static Tensor Sharpness(Tensor batch)
    {
        var n = batch.shape[0];
        var blurred = nn.functional.avg_pool2d(batch, 3, stride: 1, padding: 1, count_include_pad: false);
        // From blurred (1) over unchanged (0) to sharpened (-0.5).
        var amount = rand(n, 1, 1, 1) * 1.5 - 0.5;
        return batch + (blurred - batch) * amount + randn_like(batch) * (rand(n, 1, 1, 1) * Noise);
    }

    /// <summary>A rectangle of up to 40 % of each side becomes mid-grey in half of the images.</summary>
    private static Tensor Erased(Tensor batch)
    {
        var (n, side) = (batch.shape[0], batch.shape[2]);
        var position = arange(side, ScalarType.Float32) / side;
        Tensor Within(Tensor from, Tensor size) =>
            position.unsqueeze(0).ge(from) & position.unsqueeze(0).lt(from + size);
        var applies = rand(n, 1, 1, 1).lt(0.5);
        var columns = Within(rand(n, 1), rand(n, 1) * 0.4).reshape(n, 1, 1, side);
        var rows = Within(rand(n, 1), rand(n, 1) * 0.4).reshape(n, 1, side, 1);
        return batch.masked_fill(columns & rows & applies, 0);
    }

    private static Tensor Symmetric(long n, double range) => (rand(n) * 2 - 1) * range;
}
