using System.Globalization;
using Simulator.Traffic;

namespace Simulator.Payments;

/// <summary>
/// Card holders and terminals on a map, after the public description of the Fraud Detection Handbook's simulator
/// (Le Borgne, Siblini, Lebichot, Bontempi: Reproducible Machine Learning for Credit Card Fraud Detection, ULB 2022,
/// chapter 3): a square of side 100, a mean amount of 5 to 100, up to four payments a day, and only the terminals
/// within a radius of 5.
/// </summary>
public sealed class CardWorld
{
    private const double Side = 100;
    private const double Radius = 5;

    public CardWorld(int seed, int customers, int terminals)
    {
        var random = Draw.For(seed, "terminals");
        var places = Enumerable.Range(0, terminals)
            .Select(_ => (X: random.Uniform(0, Side), Y: random.Uniform(0, Side)))
            .ToArray();
        Terminals = [.. Enumerable.Range(0, terminals).Select(i => string.Create(CultureInfo.InvariantCulture, $"t{seed}-{i:D5}"))];

        random = Draw.For(seed, "customers");
        Customers = [.. Enumerable.Range(0, customers).Select(i => NewCustomer(i))];

        CardHolder NewCustomer(int number)
        {
            var (x, y) = (random.Uniform(0, Side), random.Uniform(0, Side));
            var near = Enumerable.Range(0, terminals)
                .Where(t => Distance(places[t], x, y) < Radius)
                .ToArray();
            return new CardHolder(
                string.Create(CultureInfo.InvariantCulture, $"c{seed}-{number:D5}"),
                MeanAmount: random.Uniform(5, 100),
                PaymentsPerDay: random.Uniform(0, 4),
                near.Length > 0 ? near : [Nearest(places, x, y)]);
        }
    }

    public IReadOnlyList<CardHolder> Customers { get; }

    public IReadOnlyList<string> Terminals { get; }

    private static double Distance((double X, double Y) place, double x, double y) =>
        Math.Sqrt(((place.X - x) * (place.X - x)) + ((place.Y - y) * (place.Y - y)));

    // The handbook leaves a customer with no terminal near without payments; in a small world that would be many.
    private static int Nearest((double X, double Y)[] places, double x, double y) =>
        Enumerable.Range(0, places.Length).MinBy(t => Distance(places[t], x, y));
}

/// <summary>A customer's habits.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="MeanAmount">Mean amount of a payment; its standard deviation is half of it.</param>
/// <param name="PaymentsPerDay">Mean number of payments a day.</param>
/// <param name="Terminals">Numbers of the terminals the customer goes to.</param>
public sealed record CardHolder(string Id, double MeanAmount, double PaymentsPerDay, int[] Terminals);
