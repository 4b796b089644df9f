using Platform.Learning;
using Retail.Api.Domain.Recommending;
using Retail.Training.Data;

namespace Retail.Training.Protocol;

/// <summary>A customer of both periods: what was known of them, and what they bought afterwards.</summary>
/// <param name="Customer">The customer's number in the file.</param>
/// <param name="History">What they bought before the split.</param>
/// <param name="Bought">Stock codes they bought after it.</param>
/// <param name="New">Those of them that they had not bought before.</param>
public sealed record TestShopper(string Customer, ShopperHistory History, HashSet<string> Bought, HashSet<string> New);

/// <summary>
/// Sales before and after a date, by the protocol of the data set: learn from everything before, test on what customers of
/// both periods buy after. Items first sold after the date count as bought, though nobody could recommend them.
/// </summary>
public sealed class Split
{
    private Split(Assortment assortment, List<Sale> past, Dictionary<string, ShopperHistory> histories, DateOnly day, List<TestShopper> tests)
    {
        Assortment = assortment;
        Past = past;
        Histories = [.. histories.Values];
        Day = day.DayNumber;
        Tests = tests;
    }

    /// <summary>Items sold before the date, at their last price.</summary>
    public Assortment Assortment { get; }

    public IReadOnlyList<Sale> Past { get; }

    public IReadOnlyList<ShopperHistory> Histories { get; }

    /// <summary>The first day that is not known.</summary>
    public int Day { get; }

    public IReadOnlyList<TestShopper> Tests { get; }

    /// <summary>Splits one file at a date; only <paramref name="days"/> days after it count.</summary>
    public static Split At(IEnumerable<Sale> sales, DateOnly until, int days = int.MaxValue)
    {
        var start = until.ToDateTime(TimeOnly.MinValue);
        var end = days == int.MaxValue ? DateTime.MaxValue : start.AddDays(days);
        var all = sales.ToList();
        return Of(all.Where(sale => sale.At < start), all.Where(sale => sale.At >= start && sale.At < end), until);
    }

    /// <summary>Learns from <paramref name="past"/> as a whole and tests on <paramref name="future"/>.</summary>
    /// <param name="until">The first day that is not known.</param>
    public static Split Of(IEnumerable<Sale> past, IEnumerable<Sale> future, DateOnly until)
    {
        var known = past.OrderBy(sale => sale.At).ToList();
        var prices = new OrderedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var sale in known)
        {
            prices[sale.StockCode] = sale.UnitPrice;
        }

        var assortment = new Assortment([.. prices.Select(price => (price.Key, price.Value))]);
        var histories = known
            .GroupBy(sale => sale.Customer, StringComparer.Ordinal)
            .ToDictionary(customer => customer.Key, customer => ShopperHistory.From(customer.Select(sale => Purchase(sale, assortment))), StringComparer.Ordinal);
        var tests = future
            .Where(sale => histories.ContainsKey(sale.Customer))
            .GroupBy(sale => sale.Customer, StringComparer.Ordinal)
            .OrderBy(customer => customer.Key, StringComparer.Ordinal)
            .Select(customer => Test(customer.Key, histories[customer.Key], customer, assortment))
            .ToList();
        return new Split(assortment, known, histories, until, tests);
    }

    /// <summary>This split, if there is something to learn from and to test on.</summary>
    /// <exception cref="InputException">There is not.</exception>
    public Split Checked(string file) =>
        Past.Count == 0 ? throw new InputException($"nothing was sold before {DateOnly.FromDayNumber(Day):yyyy-MM-dd}", file)
        : Tests.Count == 0 ? throw new InputException($"no known customer buys from {DateOnly.FromDayNumber(Day):yyyy-MM-dd} on", file)
        : this;

    private static TestShopper Test(string customer, ShopperHistory history, IEnumerable<Sale> sales, Assortment assortment)
    {
        var known = history.Items.Select(item => assortment.Ids[item.Item]).ToHashSet(StringComparer.Ordinal);
        var bought = sales.Select(sale => sale.StockCode).ToHashSet(StringComparer.Ordinal);
        return new TestShopper(customer, history, bought, [.. bought.Where(code => !known.Contains(code))]);
    }

    private static Interaction Purchase(Sale sale, Assortment assortment)
    {
        assortment.TryFind(sale.StockCode, out var item);
        return new Interaction(item, DateOnly.FromDateTime(sale.At).DayNumber, InteractionKind.Purchase);
    }
}
