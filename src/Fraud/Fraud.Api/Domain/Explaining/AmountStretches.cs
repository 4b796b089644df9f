using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Rules;
using Fraud.Api.Domain.Rules.Language;
using Platform.Inference.Trees;

namespace Fraud.Api.Domain.Explaining;

/// <summary>
/// Where a decision can change as nothing but the amount does. The trees compare each feature with their thresholds, and rules
/// compare numbers with each other: the score, and what the rules say of it, are constant as long as nothing that depends on the
/// amount passes one. Each threshold is mapped back to the amount by bisection over the number itself, to the minor unit and with
/// all its rounding; customer means and whatever else depends on the amount move along.
/// <para>
/// Exact for numbers that rise or fall with the amount between two steps of a ladder: 16 to a doubling, single units near
/// the amount. All that <see cref="FraudFeatures"/> offers do. The score of a rule moves only where the model's does, unless it is
/// compared with a number that depends on the amount itself: where that turns is not looked for.
/// </para>
/// </summary>
/// <param name="imagined">The payment with so many units; of its score nothing is asked.</param>
public sealed class AmountStretches(Func<long, RuleInput> imagined, AmountScale scale, FeatureSet features, TreeEnsemble trees, RuleSet? rules)
{
    private const int StepsPerDoubling = 16;

    // A difference is below 0, 0, or above: two thresholds, as a row goes left when its value is at most one.
    private static readonly double[] Signs = [-double.Epsilon, 0];

    /// <summary>
    /// The amounts, in units and nearest first, at which a stretch of equal decision begins as seen from the amount paid: if an
    /// outcome can be had by the amount at all, its nearest amount is among them.
    /// </summary>
    public long[] Nearest()
    {
        var first = new SortedSet<long>(); // the fewest units of each stretch
        var ladder = Ladder();
        var payments = Array.ConvertAll(ladder, units => imagined(units));
        foreach (var number in Numbers())
        {
            AddStretches(number, ladder, payments, first);
        }

        return [.. first.Select(units => units <= scale.Below ? units - 1 : units)
            .Append(scale.Below)
            .Append(scale.Above)
            .Where(units => units >= 1 && units <= scale.Highest)
            .Distinct()
            .OrderBy(scale.Distance)];
    }

    private IEnumerable<Number> Numbers()
    {
        var ofTrees = features.Features.Zip(Thresholds(), (feature, thresholds) => new Number(payment => (float)feature.Value(payment.Facts), thresholds));
        var ofRules = (rules?.Comparisons ?? []).Distinct()
            .Where(comparison => comparison.Field.Name != RuleFields.Score && comparison.Operand is not Scaled(_, { Name: RuleFields.Score }))
            .Select(comparison => new Number(ConditionCompiler.Difference(comparison), Signs));
        return ofTrees.Concat(ofRules);
    }

    private void AddStretches(Number number, long[] ladder, RuleInput[] payments, SortedSet<long> first)
    {
        var thresholds = number.Thresholds;
        if (thresholds.Length == 0)
        {
            return;
        }

        var low = number.Value(payments[0]);
        for (var step = 1; step < ladder.Length; step++)
        {
            var high = number.Value(payments[step]);
            // Those between: Min <= threshold < Max, as a row goes left when its value is at most the threshold.
            var (least, most) = (Math.Min(low, high), Math.Max(low, high));
            for (var i = FirstFrom(thresholds, least); i < thresholds.Length && thresholds[i] < most; i++)
            {
                first.Add(FirstBeyond(number, thresholds[i], ladder[step - 1], ladder[step]));
            }

            low = high;
        }
    }

    // The fewest units on the other side of the threshold than `from`; `to` is there.
    private long FirstBeyond(Number number, double threshold, long from, long to)
    {
        var left = number.Value(imagined(from)) <= threshold;
        while (to - from > 1)
        {
            var middle = from + ((to - from) / 2);
            if (number.Value(imagined(middle)) <= threshold == left)
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

    // By feature, each once and in order: in one pass over the nodes, of which there are many thousands.
    private double[][] Thresholds()
    {
        var asked = Array.ConvertAll(features.Names, _ => new HashSet<double>());
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

    private static int FirstFrom(double[] sorted, double value)
    {
        var index = Array.BinarySearch(sorted, value);
        return index >= 0 ? index : ~index;
    }

    /// <summary>A number of a payment, and what it is compared with; in order.</summary>
    private sealed record Number(Func<RuleInput, double> Value, double[] Thresholds);
}
