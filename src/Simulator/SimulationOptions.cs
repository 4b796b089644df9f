using System.ComponentModel.DataAnnotations;

namespace Simulator;

/// <summary>What the simulator sends, bound from <c>Simulation</c>. The same seed gives the same people, machines and events.</summary>
public sealed class SimulationOptions
{
    public const string Section = "Simulation";

    /// <summary>Seed of everything that is drawn.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; set; } = 2018;

    /// <summary>Card payments a second, 0 to send none.</summary>
    [Range(0, 1_000)]
    public double PaymentsPerSecond { get; set; } = 2;

    /// <summary>Steps of shoppers (a view, a basket, a checkout) a second, 0 to send none.</summary>
    [Range(0, 1_000)]
    public double ShoppingStepsPerSecond { get; set; } = 2;

    /// <summary>Machine cycles reported a second, over all machines, 0 to send none.</summary>
    [Range(0, 1_000)]
    public double CyclesPerSecond { get; set; } = 4;

    /// <summary>Chest X-rays a minute, 0 to send none.</summary>
    [Range(0, 600)]
    public double StudiesPerMinute { get; set; } = 6;

    /// <summary>Card holders; they pay about twice a day each, at <see cref="TerminalsPerCustomer"/> times as many terminals.</summary>
    [Range(10, 100_000)]
    public int Customers { get; set; } = 1_000;

    /// <summary>Terminals for each card holder; the handbook has two.</summary>
    [Range(1, 10)]
    public int TerminalsPerCustomer { get; set; } = 2;

    /// <summary>Days of payments that are loaded before the live ones begin: the longest feature window and the label delay.</summary>
    [Range(1, 365)]
    public int HistoryDays { get; set; } = 37;

    /// <summary>
    /// How many days ago the live payments begin. They are sent faster than they happened until they reach the present,
    /// and never overtake it.
    /// </summary>
    [Range(0, 365)]
    public int LiveDays { get; set; } = 14;

    /// <summary>Days until a fraud is reported by the card holder.</summary>
    [Range(1, 90)]
    public int LabelDelayDays { get; set; } = 7;

    /// <summary>Shoppers who visit the shop.</summary>
    [Range(10, 100_000)]
    public int Shoppers { get; set; } = 300;

    /// <summary>Articles in the shop.</summary>
    [Range(20, 100_000)]
    public int CatalogueItems { get; set; } = 400;

    /// <summary>Shopping baskets loaded before the live shoppers come.</summary>
    [Range(0, 1_000_000)]
    public int PastBaskets { get; set; } = 2_000;

    /// <summary>Engines that are monitored.</summary>
    [Range(1, 10_000)]
    public int Engines { get; set; } = 20;

    /// <summary>Scanners that are monitored, and that take the X-rays.</summary>
    [Range(1, 100)]
    public int Scanners { get; set; } = 3;

    /// <summary>Root folder of the data sets; X-rays come from it where it has them, and are drawn otherwise.</summary>
    public string? DataRoot { get; set; }
}
