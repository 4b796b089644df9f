using System.Globalization;

namespace Simulator.Imaging;

/// <summary>The scanners that stand in the hospital now: Manufacturing watches their wear, Healthcare gets their pictures.</summary>
public sealed class ScannerPark(SimulationOptions options)
{
    private readonly string[] _standing =
        [.. Enumerable.Range(1, options.Scanners).Select(number => string.Create(CultureInfo.InvariantCulture, $"xray-{number}"))];

    /// <summary>The places, by the name of the scanner that stood there first.</summary>
    public IReadOnlyList<string> Places { get; } =
        [.. Enumerable.Range(1, options.Scanners).Select(number => string.Create(CultureInfo.InvariantCulture, $"xray-{number}"))];

    /// <summary>The scanner that stands at a place now.</summary>
    public string StandingAt(int place) => Volatile.Read(ref _standing[place]);

    /// <summary>A worn-out scanner was replaced.</summary>
    public void Replace(string place, string scanner)
    {
        for (var i = 0; i < Places.Count; i++)
        {
            if (Places[i] == place)
            {
                Volatile.Write(ref _standing[i], scanner);
            }
        }
    }
}
