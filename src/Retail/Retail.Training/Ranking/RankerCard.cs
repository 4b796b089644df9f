using System.Globalization;
using Platform.Inference;
using Platform.Learning;
using Retail.Api.Domain.Recommending;
using Retail.Training.Data;

namespace Retail.Training.Ranking;

/// <summary>The manifest and card of a ranker.</summary>
public sealed class RankerCard(
    string version, string file, DateOnly until, IReadOnlyList<Sale> past, TrainingTable table, RankerSettings settings)
{
    public ModelManifest Manifest(IEnumerable<MetricRecord> metrics) => new()
    {
        Name = "retail",
        Version = version,
        Kind = ModelKind.TreeEnsemble,
        Inputs = [new TensorSpec(OnnxTrees.InputName, [-1, table.FeatureCount], "see features")],
        Outputs = [new TensorSpec(OnnxTrees.OutputName, [-1, 1], "none: orders the candidates of one shopper")],
        Features = [.. RankingFeatures.All
            .Where(feature => table.Features.Contains(feature.Name))
            .Select(feature => new FeatureSpec(feature.Name, feature.Unit, feature.Description))],
        Parameters = settings.Index.ToParameters(),
        Training = new TrainingRecord
        {
            Data = "Online Retail (Chen, Sain, Guo 2012; UCI 352, CC BY 4.0), clean lines before the date",
            DataSha256 = DataRoot.Sha256(file),
            Rows = table.RowCount,
            From = new DateTimeOffset(past.Min(sale => sale.At), TimeSpan.Zero),
            Until = new DateTimeOffset(until.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
            Seed = settings.Trees.Seed,
            Command = string.Create(CultureInfo.InvariantCulture, $"./platform train retail --data {Path.GetFileName(file)} --until {until:yyyy-MM-dd} --out retail/{version}"),
            Hyperparameters = new Dictionary<string, double>(settings.Trees.ToHyperparameters())
            {
                ["dates"] = settings.Dates,
                ["step"] = settings.Step,
                ["labelDays"] = settings.LabelDays,
                ["negatives"] = settings.Negatives,
            },
        },
        Metrics = [.. metrics],
        Licence = "MIT",
        IntendedUse = "Orders a few hundred candidate items of a web shop for one shopper, by how likely the shopper buys them in the coming weeks.",
        Limits =
        [
            "Learned from one British gift shop, many of whose customers are wholesalers; another shop should train its own.",
            "Knows purchases only: weights of views and baskets are a choice (Interests), not learned.",
            "An item without sales is never ranked high; a shopper without a past gets best sellers instead.",
            "The score orders items of one list. It is no probability, and cannot be compared between shoppers.",
        ],
    };
}
