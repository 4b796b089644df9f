using Platform.Learning;
using Platform.Statistics;
using Retail.Api.Domain.Recommending;

namespace Retail.Training.Protocol;

/// <summary>nDCG@10 of several ways to fill a list, customer by customer, and its intervals (bootstrap by customer).</summary>
public sealed class Evaluation
{
    public const int Length = 10;
    private const int Seed = 1;

    private readonly double[] _recommender;
    private readonly Dictionary<string, double[]> _others;

    private Evaluation(double[] recommender, Dictionary<string, double[]> others) => (_recommender, _others) = (recommender, others);

    /// <summary>Customers who count: those who bought something the list may hold.</summary>
    public int Customers => _recommender.Length;

    public IEnumerable<string> Others => _others.Keys;

    /// <param name="split">What is known, and what was bought afterwards.</param>
    /// <param name="scope">Whether lists and relevant items are all items or those the customer had not bought.</param>
    /// <param name="recommender">What is measured.</param>
    /// <param name="others">What it is compared with, by name.</param>
    /// <exception cref="InputException">No customer of both periods bought anything of the scope.</exception>
    public static Evaluation Of(Split split, Scope scope, Lister recommender, params (string Name, Lister List)[] others)
    {
        var tests = split.Tests.Where(test => Relevant(test, scope).Count > 0).ToArray();
        if (tests.Length == 0)
        {
            throw new InputException("No customer of the training period buys in the test period: there is nothing to test on.");
        }

        return new Evaluation(Gains(recommender), others.ToDictionary(other => other.Name, other => Gains(other.List)));

        double[] Gains(Lister list) => Array.ConvertAll(tests, test =>
        {
            var relevant = Relevant(test, scope);
            bool[] hits = [.. list(test.History, scope).Take(Length).Select(item => relevant.Contains(split.Assortment.Ids[item]))];
            return RankingMetrics.NdcgAt(Length, hits, relevant.Count);
        });
    }

    public Interval Recommender() => Mean(_recommender);

    public Interval Other(string name) => Mean(_others[name]);

    /// <summary>By how much the recommender is better, over the same customers.</summary>
    public Interval Gain(string name) => Mean([.. _recommender.Zip(_others[name], (recommender, other) => recommender - other)]);

    private static HashSet<string> Relevant(TestShopper test, Scope scope) => scope == Scope.All ? test.Bought : test.New;

    private static Interval Mean(double[] values) => Bootstrap.Interval(
        rows =>
        {
            var sum = 0.0;
            foreach (var row in rows)
            {
                sum += values[row];
            }

            return sum / rows.Length;
        },
        values.Length,
        Seed);
}
