using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Healthcare.Training.Network;

/// <summary>Two 3x3 convolutions with batch normalisation around a shortcut (He et al. 2016).</summary>
internal sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    public ResidualBlock(string name, int from, int to, int stride) : base(name)
    {
        Stride = stride;
        First = nn.Conv2d(from, to, 3, stride: stride, padding: 1, bias: false);
        FirstNorm = nn.BatchNorm2d(to);
        Second = nn.Conv2d(to, to, 3, padding: 1, bias: false);
        SecondNorm = nn.BatchNorm2d(to);
        if (stride != 1 || from != to)
        {
            Shortcut = nn.Conv2d(from, to, 1, bias: false);
            ShortcutNorm = nn.BatchNorm2d(to);
            register_module("shortcut", Shortcut);
            register_module("shortcutNorm", ShortcutNorm);
        }

        register_module("first", First);
        register_module("firstNorm", FirstNorm);
        register_module("second", Second);
        register_module("secondNorm", SecondNorm);
        // A block starts as its shortcut: early training is that of a shallower network.
        nn.init.zeros_(SecondNorm.weight!);
    }

    public int Stride { get; }

    public Conv2d First { get; }

    public BatchNorm2d FirstNorm { get; }

    public Conv2d Second { get; }

    public BatchNorm2d SecondNorm { get; }

    public Conv2d? Shortcut { get; }

    public BatchNorm2d? ShortcutNorm { get; }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var inner = nn.functional.relu(FirstNorm.forward(First.forward(input)));
        inner = SecondNorm.forward(Second.forward(inner));
        var outer = input;
        if (Shortcut is not null)
        {
            // Averaging before the 1x1 convolution keeps what a stride would skip.
            var pooled = Stride == 1 ? input : nn.functional.avg_pool2d(input, Stride);
            outer = ShortcutNorm!.forward(Shortcut.forward(pooled));
        }

        return nn.functional.relu(inner + outer).MoveToOuterDisposeScope();
    }
}
