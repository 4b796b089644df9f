using Healthcare.Api.Imaging;
using Healthcare.Training.Network;

namespace Healthcare.Training.Export;

/// <summary>The network as an ONNX file: normalisation folded, calibration inside, the evidence map as an output.</summary>
internal static class NetworkExport
{
    /// <param name="scale">Of the calibration: probability = sigmoid(scale * logit + offset).</param>
    /// <param name="evidenceSide">Height and width of the evidence map.</param>
    public static byte[] Write(EvidenceNetwork network, double scale, double offset, int evidenceSide)
    {
        var graph = new OnnxGraph("evidence-network");
        var maps = graph.Input(ImagingModel.Input, -1, 1, Preprocessing.Side, Preprocessing.Side);
        maps = graph.Relu(graph.Conv(maps, FoldedConvolution.From(network.Stem, network.StemNorm, stride: 2, padding: 2)));
        foreach (var block in network.Blocks)
        {
            maps = Block(graph, maps, block);
        }

        var evidence = graph.Conv(maps, FoldedConvolution.From(network.Evidence, null, stride: 1, padding: 0));
        var logit = graph.Mean(evidence);
        graph.Output(graph.Sigmoid(graph.Scale(logit, scale, offset)), ImagingModel.Probability, -1, 1);
        graph.Output(logit, ImagingModel.Logit, -1, 1);
        graph.Output(evidence, ImagingModel.Evidence, -1, 1, evidenceSide, evidenceSide);
        return graph.ToBytes("Healthcare.Training");
    }

    private static string Block(OnnxGraph graph, string input, ResidualBlock block)
    {
        var inner = graph.Relu(graph.Conv(input, FoldedConvolution.From(block.First, block.FirstNorm, block.Stride, padding: 1)));
        inner = graph.Conv(inner, FoldedConvolution.From(block.Second, block.SecondNorm, stride: 1, padding: 1));
        var outer = input;
        if (block.Shortcut is not null)
        {
            var pooled = block.Stride == 1 ? input : graph.AveragePool(input, block.Stride);
            outer = graph.Conv(pooled, FoldedConvolution.From(block.Shortcut, block.ShortcutNorm, stride: 1, padding: 0));
        }

        return graph.Relu(graph.Sum(inner, outer));
    }
}
