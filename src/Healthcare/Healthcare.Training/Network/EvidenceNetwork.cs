using Healthcare.Api.Imaging;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Healthcare.Training.Network;

/// <summary>
/// A small residual network whose answer is the mean of a map: input [N, 1, 128, 128], evidence [N, 1, 8, 8], logit [N].
/// Because the logit is nothing but the mean of the evidence, the map explains it exactly
/// (a class activation map, Zhou et al. 2016, with the linear layer moved before the pooling).
/// </summary>
internal sealed class EvidenceNetwork : nn.Module<Tensor, Tensor>
{
    private const double Dropout = 0.2;
    private readonly int _stages;

    /// <param name="widths">Channels of the stem and of the blocks' stages; every stage halves the side.</param>
    /// <param name="depths">Residual blocks of each stage.</param>
    public EvidenceNetwork(IReadOnlyList<int> widths, IReadOnlyList<int> depths) : base(nameof(EvidenceNetwork))
    {
        _stages = depths.Count;
        Stem = nn.Conv2d(1, widths[0], 5, stride: 2, padding: 2, bias: false);
        StemNorm = nn.BatchNorm2d(widths[0]);
        register_module("stem", Stem);
        register_module("stemNorm", StemNorm);

        var blocks = new List<ResidualBlock>();
        for (var stage = 1; stage < widths.Count; stage++)
        {
            for (var i = 0; i < depths[stage - 1]; i++)
            {
                var block = i == 0
                    ? new ResidualBlock($"block{stage}{i}", widths[stage - 1], widths[stage], 2)
                    : new ResidualBlock($"block{stage}{i}", widths[stage], widths[stage], 1);
                blocks.Add(block);
                register_module(block.GetName(), block);
            }
        }

        Blocks = blocks;
        Evidence = nn.Conv2d(widths[^1], 1, 1);
        register_module("evidence", Evidence);
    }

    public Conv2d Stem { get; }

    public BatchNorm2d StemNorm { get; }

    public IReadOnlyList<ResidualBlock> Blocks { get; }

    public Conv2d Evidence { get; }

    /// <summary>The logits, [N].</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return EvidenceMap(input).mean([1, 2, 3]).MoveToOuterDisposeScope();
    }

    /// <summary>Height and width of the evidence map: the input's side, halved by the stem and by each stage.</summary>
    public int EvidenceSide() => Preprocessing.Side >> (1 + _stages);

    /// <summary>The evidence, [N, 1, 8, 8]; positive values speak for the finding.</summary>
    public Tensor EvidenceMap(Tensor input)
    {
        using var scope = NewDisposeScope();
        var maps = nn.functional.relu(StemNorm.forward(Stem.forward(input)));
        foreach (var block in Blocks)
        {
            maps = block.forward(maps);
        }

        // Whole channels are dropped: neighbouring pixels say the same, dropping single ones would regularise little.
        maps = nn.functional.dropout2d(maps, Dropout, training);
        return Evidence.forward(maps).MoveToOuterDisposeScope();
    }
}
