using Platform.Learning;
using Retail.Api.Domain.Recommending;
using Retail.Training.Data;
using Retail.Training.Protocol;

namespace Retail.Training.Ranking;

/// <summary>
/// The rows a ranker learns from: at each of several earlier dates the candidates of the customers, made as the service makes
/// them from what was known on that date, labelled with what the customer bought in the time that followed. Each customer
/// gives two groups a date, one for each <see cref="Scope"/>, because the two lists ask different questions.
/// </summary>
public static class RankingTable
{
    /// <summary>Builds the rows for all dates.</summary>
    /// <param name="sales">Everything that is known; nothing after it is used.</param>
    /// <param name="dates">Dates to stand on; each is followed by <see cref="RankerSettings.LabelDays"/> days of <paramref name="sales"/>.</param>
    /// <param name="settings">How rows are made.</param>
    public static TrainingTable Build(IReadOnlyList<Sale> sales, IEnumerable<DateOnly> dates, RankerSettings settings)
    {
        var features = RankingFeatureSet.Of(settings.Features);
        var random = new Random(settings.Trees.Seed);
        var (rows, labels, groups) = (new List<float>(), new List<float>(), new List<int>());
        foreach (var date in dates)
        {
            var split = Split.At(sales, date, settings.LabelDays);
            var index = RecommendationIndex.Build(split.Assortment, split.Histories, split.Day, settings.Index);
            foreach (var shopper in split.Tests)
            {
                foreach (var scope in new[] { Scope.All, Scope.New })
                {
                    var candidates = Sample(Candidates.For(shopper.History, index, split.Day, scope), Bought, settings.Negatives, random);
                    if (candidates.Exists(Bought))
                    {
                        rows.AddRange(features.Rows(candidates));
                        labels.AddRange(candidates.Select(candidate => Bought(candidate) ? 1f : 0f));
                        groups.Add(candidates.Count);
                    }

                    bool Bought(Candidate candidate) => shopper.Bought.Contains(split.Assortment.Ids[candidate.Item]);
                }
            }
        }

        return new TrainingTable([.. settings.Features], [.. rows], [.. labels], GroupSizes: [.. groups]);
    }

    // All that was bought, and a few of the many that were not.
    private static List<Candidate> Sample(List<Candidate> candidates, Predicate<Candidate> bought, int negatives, Random random)
    {
        var others = candidates.Where(candidate => !bought(candidate)).ToArray();
        if (others.Length <= negatives)
        {
            return candidates;
        }

        random.Shuffle(others);
        return [.. candidates.Where(candidate => bought(candidate)), .. others.AsSpan(0, negatives)];
    }
}
