namespace Manufacturing.Api.Domain.Degradation;

/// <summary>One of the 21 channels of a reading.</summary>
/// <param name="Number">Place in a reading, from 1, as in the C-MAPSS files.</param>
/// <param name="Symbol">NASA's symbol.</param>
/// <param name="Name">What an engineer calls it.</param>
/// <param name="Unit">Unit of the value; empty for ratios.</param>
/// <param name="WearsVisibly">Whether it changes with wear at one operating condition; the others are constant there.</param>
public sealed record SensorChannel(int Number, string Symbol, string Name, string Unit, bool WearsVisibly)
{
    /// <summary>The symbol as it stands in feature names.</summary>
    public string Key { get; } = Symbol.ToLowerInvariant();
}
