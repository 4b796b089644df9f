namespace Retail.Api.Domain.Recommending;

/// <summary>How the item-to-item index is built. A ranker is trained for one setting, so its manifest carries it.</summary>
public sealed record IndexSettings
{
    /// <summary>See <see cref="ItemToItem"/>.</summary>
    public float Shrinkage { get; init; } = 5;

    /// <summary>Neighbours an item keeps in the tables of cosines.</summary>
    public int Neighbours { get; init; } = 300;

    /// <summary>Latest items of a shopper that count; bounds the work, which grows with the square.</summary>
    public int ItemsPerShopper { get; init; } = 1_000;

    /// <summary>Neighbours that predict an item in <see cref="SparseLinear"/>; the work grows with the cube.</summary>
    public int LinearNeighbours { get; init; } = 100;

    /// <summary>Ridge penalty of <see cref="SparseLinear"/>, in units of co-occurrence.</summary>
    public float LinearPenalty { get; init; } = 100;

    /// <summary>Best-known items that <see cref="SparseLinear"/> covers; the memory while building grows with the square.</summary>
    public int LinearItems { get; init; } = 4_000;

    /// <summary>Days after which what a shopper did counts half in <see cref="SparseLinear"/>.</summary>
    public float LinearHalfLife { get; init; } = 90;

    /// <summary>The settings as the parameters of a model folder.</summary>
    public Dictionary<string, double[]> ToParameters() => new()
    {
        ["shrinkage"] = [Shrinkage],
        ["neighbours"] = [Neighbours],
        ["itemsPerShopper"] = [ItemsPerShopper],
        ["linearNeighbours"] = [LinearNeighbours],
        ["linearPenalty"] = [LinearPenalty],
        ["linearItems"] = [LinearItems],
        ["linearHalfLife"] = [LinearHalfLife],
    };

    /// <summary>The settings out of a model folder.</summary>
    /// <param name="parameter">The single number of a name; throws when there is none.</param>
    public static IndexSettings From(Func<string, double> parameter) => new()
    {
        Shrinkage = (float)parameter("shrinkage"),
        Neighbours = (int)parameter("neighbours"),
        ItemsPerShopper = (int)parameter("itemsPerShopper"),
        LinearNeighbours = (int)parameter("linearNeighbours"),
        LinearPenalty = (float)parameter("linearPenalty"),
        LinearItems = (int)parameter("linearItems"),
        LinearHalfLife = (float)parameter("linearHalfLife"),
    };
}
