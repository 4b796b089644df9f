using System.Text.Json.Nodes;
using Platform.Inference;
using Platform.Learning;
using Retail.Api.Domain.Recommending;

namespace Retail.Training.Protocol;

/// <summary>The figures of the protocol: one list of all items, one of items that are new to the customer.</summary>
public sealed class RetailMetrics
{
    public const string OwnFrequency = "own frequency";
    public const string ItemCosine = "item cosine";
    public const string Popularity = "popularity";
    public const string Protocol = "Online Retail by time, nDCG@10 with ideal min(10, relevant), intervals by bootstrap over customers";

    private RetailMetrics(Evaluation all, Evaluation newItems) => (All, New) = (all, newItems);

    public Evaluation All { get; }

    public Evaluation New { get; }

    /// <summary>Measures a ranker on a split, on an index built from the split's past.</summary>
    public static RetailMetrics Measure(Split split, LoadedModel model)
    {
        var index = RecommendationIndex.Build(
            split.Assortment, split.Histories, split.Day, IndexSettings.From(model.Manifest.Parameter));
        var features = RankingFeatureSet.Of(model.Manifest.Features.Select(feature => feature.Name));
        var recommender = Lists.Recommender(split, index, features, model.Score);
        var popularity = Lists.Popularity(split);
        return new RetailMetrics(
            Evaluation.Of(split, Scope.All, recommender, (OwnFrequency, Lists.OwnFrequency(split)), (Popularity, popularity)),
            Evaluation.Of(split, Scope.New, recommender, (ItemCosine, Lists.ItemCosine(split)), (Popularity, popularity)));
    }

    public void Print(string title)
    {
        Report.Table(title, ["items", "list", "nDCG@10 (95 % interval)", "the recommender is better by"], [.. Rows("all", All), .. Rows("new", New)]);
        Report.Json(new JsonObject
        {
            ["evaluate"] = "retail",
            ["all"] = new JsonObject
            {
                ["ndcg"] = Report.Number(All.Recommender().Value),
                ["own_frequency_ndcg"] = Report.Number(All.Other(OwnFrequency).Value),
                ["popularity_ndcg"] = Report.Number(All.Other(Popularity).Value),
            },
            ["new"] = new JsonObject
            {
                ["ndcg"] = Report.Number(New.Recommender().Value),
                ["item_cosine_ndcg"] = Report.Number(New.Other(ItemCosine).Value),
                ["popularity_ndcg"] = Report.Number(New.Other(Popularity).Value),
            },
        });
    }

    /// <summary>The figures for the model card.</summary>
    public IEnumerable<MetricRecord> Records(string split) => [.. Records("all", All, split), .. Records("new", New, split)];

    private static IEnumerable<MetricRecord> Records(string items, Evaluation evaluation, string split)
    {
        var interval = evaluation.Recommender();
        yield return new MetricRecord($"ndcg10_{items}", interval.Value, interval.Low, interval.High, Protocol, split);
        foreach (var other in evaluation.Others)
        {
            var gain = evaluation.Gain(other);
            yield return new MetricRecord($"ndcg10_{items}_gain_over_{other.Replace(' ', '_')}", gain.Value, gain.Low, gain.High, Protocol, split);
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(string items, Evaluation evaluation)
    {
        yield return [$"{items} ({evaluation.Customers} customers)", "recommender", Report.Format(evaluation.Recommender(), 4), ""];
        foreach (var other in evaluation.Others)
        {
            yield return ["", other, Report.Format(evaluation.Other(other), 4), Report.Format(evaluation.Gain(other), 4)];
        }
    }
}
