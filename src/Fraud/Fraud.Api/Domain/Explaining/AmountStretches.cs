using Fraud.Api.Domain.Features;
using Platform.Inference.Trees;

namespace Fraud.Api.Domain.Explaining;

/// <summary>
/// Where a score can change as nothing but the amount does. The trees compare each feature with their thresholds, so the
/// score is constant as long as no feature that depends on the amount passes one. Each threshold is mapped back to the
/// amount by bisection over the feature itself, to the minor unit and with all its rounding; customer means and whatever
/// else depends on the amount move along.
/// <para>
/// Exact for features that rise or fall with the amount between two steps of a ladder: 16 to a doubling, single units near
/// the amount. All that <see cref="FraudFeatures"/> offers do.
/// </para>
/// </summary>
public sealed class AmountStretches(PointInTime facts, AmountScale scale, FeatureSet features, TreeEnsemble trees)
{
    private const int StepsPerDoubling = 16;

    /// <summary>
    /// The amounts, in units and nearest first, at which a stretch of equal score begins as seen from the amount paid: if an
    /// outcome can be had by the amount at all, its nearest amount is among them.
    /// </summary>
    public long[] Nearest()
    {
        var first = new SortedSet<long>(); // the fewest units of each stretch
        var thresholds = Thresholds();
        var ladder = Ladder();
        var imagined = Array.ConvertAll(ladder, Facts);
        foreach (var (index, feature) in features.Features.Index())
        {
            AddStretches(feature, thresholds[index], ladder, imagined, first);
        }

        return [.. first.Select(units => units <= scale.Below ? units - 1 : units)
            .Append(scale.Below)
            .Append(scale.Above)
            .Where(units => units >= 1 && units <= scale.Highest)
            .Distinct()
            .OrderBy(scale.Distance)];
    }

    private void AddStretches(FraudFeature feature, float[] thresholds, long[] ladder, PointInTime[] imagined, SortedSet<long> first)
    {
        var low = (float)feature.Value(imagined[0]);
        for (var step = 1; step < ladder.Length && thresholds.Length > 0; step++)
        {
            var high = (float)feature.Value(imagined[step]);
            // Those between: Min <= threshold < Max, as a row goes left when its value is at most the threshold.
            var (least, most) = (Math.Min(low, high), Math.Max(low, high));
            for (var i = FirstFrom(thresholds, least); i < thresholds.Length && thresholds[i] < most; i++)
            {
                first.Add(FirstBeyond(feature, thresholds[i], ladder[step - 1], ladder[step]));
            }

            low = high;
        }
    }

    // The fewest units on the other side of the threshold than `from`; `to` is there.
    private long FirstBeyond(FraudFeature feature, float threshold, long from, long to)
    {
        var left = Value(feature, from) <= threshold;
        while (to - from > 1)
        {
            var middle = from + ((to - from) / 2);
            if (Value(feature, middle) <= threshold == left)
            {
                from = middle;
            }
            else
            {
                to = middle;
            }
        }

        return to;
    }

    private float Value(FraudFeature feature, long units) => (float)feature.Value(Facts(units));

    private PointInTime Facts(long units) => facts.WithAmount(scale.BaseAmount(units));

    // By feature, each once and in order: in one pass over the nodes, of which there are many thousands.
    private float[][] Thresholds()
    {
        var asked = Array.ConvertAll(features.Names, _ => new HashSet<float>());
        foreach (var tree in trees.Trees)
        {
            for (var node = 0; node < tree.NodeCount; node++)
            {
                if (!tree.IsLeaf(node))
                {
                    asked[tree.Feature[node]].Add(tree.Threshold[node]);
                }
            }
        }

        return Array.ConvertAll(asked, thresholds => thresholds.Order().ToArray());
    }

    private long[] Ladder()
    {
        var steps = new SortedSet<long> { 1, scale.Highest };
        if (scale.Below >= 1)
        {
            steps.Add(scale.Below);
        }

        steps.Add(scale.Above);
        for (var distance = 1L; distance < scale.Highest; distance += Math.Max(1, distance / StepsPerDoubling))
        {
            steps.Add(scale.Above + distance);
            steps.Add(scale.Below - distance);
        }

        steps.RemoveWhere(units => units < 1 || units > scale.Highest);
        return [.. steps];
    }

    private static int FirstFrom(float[] sorted, float value)
    {
        var index = Array.BinarySearch(sorted, value);
        return index >= 0 ? index : ~index;
    }
}
