using TorchSharp.Modules;

namespace Healthcare.Training.Export;

/// <summary>A convolution that has taken the batch normalisation behind it into its weights [out, in, k, k] and bias [out].</summary>
internal sealed record FoldedConvolution(float[] Weights, float[] Bias, int[] Shape, int Stride, int Padding)
{
    /// <summary>
    /// In evaluation mode the normalisation is y = g (x - mean) / sqrt(variance + e) + b for each channel, so its factor
    /// goes into the weights and the rest into the bias; computed in double precision.
    /// </summary>
    public static FoldedConvolution From(Conv2d convolution, BatchNorm2d? normalisation, int stride, int padding)
    {
        const double Epsilon = 1e-5;
        var weight = convolution.weight!;
        var weights = weight.data<float>().ToArray();
        var shape = weight.shape.Select(size => (int)size).ToArray();
        var bias = convolution.bias is { } given ? given.data<float>().ToArray() : new float[shape[0]];
        if (normalisation is not null)
        {
            var gain = normalisation.weight!.data<float>().ToArray();
            var offset = normalisation.bias!.data<float>().ToArray();
            var mean = normalisation.running_mean!.data<float>().ToArray();
            var variance = normalisation.running_var!.data<float>().ToArray();
            var perChannel = weights.Length / shape[0];
            for (var channel = 0; channel < shape[0]; channel++)
            {
                var factor = gain[channel] / Math.Sqrt(variance[channel] + Epsilon);
                for (var i = channel * perChannel; i < (channel + 1) * perChannel; i++)
                {
                    weights[i] = (float)(weights[i] * factor);
                }

                bias[channel] = (float)((bias[channel] - mean[channel]) * factor + offset[channel]);
            }
        }

        return new FoldedConvolution(weights, bias, shape, stride, padding);
    }
}
