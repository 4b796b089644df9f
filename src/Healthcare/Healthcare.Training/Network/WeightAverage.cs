using TorchSharp;
using static TorchSharp.torch;

namespace Healthcare.Training.Network;

/// <summary>An exponential moving average of a module's parameters and buffers: smoother than the last step's weights.</summary>
internal sealed class WeightAverage
{
    private readonly double _decay;
    private readonly nn.Module _average;
    private int _steps;

    public WeightAverage(nn.Module source, nn.Module copy, double decay)
    {
        _decay = decay;
        _average = copy;
        copy.load_state_dict(source.state_dict());
        copy.eval();
    }

    public void Update(nn.Module source)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        _steps++;
        // Short memory at first, else the random start stays in the average.
        var decay = Math.Min(_decay, (1.0 + _steps) / (10 + _steps));
        var averages = _average.state_dict();
        foreach (var (name, value) in source.state_dict())
        {
            if (value.is_floating_point())
            {
                averages[name].mul_(decay).add_(value.detach(), alpha: 1 - decay);
            }
            else
            {
                averages[name].copy_(value);
            }
        }
    }
}
