using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Platform.TestKit;

/// <summary>What the platform measures is called <c>platform.&lt;service or block&gt;.…</c>, and says what it is and in which unit.</summary>
public static class InstrumentCheck
{
    private const string Prefix = "platform.";

    /// <summary>Checks every instrument of the service and of the building blocks that there is.</summary>
    /// <param name="service">The running service's services.</param>
    /// <param name="meter">The service's own meter.</param>
    /// <param name="prefixes">Of which there must be some: <c>platform.fraud</c>.</param>
    public static void HoldsFor(IServiceProvider service, string meter, params string[] prefixes)
    {
        var instruments = Instruments(service, meter);
        foreach (var instrument in instruments)
        {
            var block = instrument.Meter.Name.Replace("Platform.", "", StringComparison.Ordinal).Replace(".Api", "", StringComparison.Ordinal);
            instrument.Name.ShouldStartWith($"{Prefix}{block.ToLowerInvariant()}.", Case.Sensitive);
            instrument.Description.ShouldNotBeNullOrWhiteSpace($"{instrument.Name} says what it is");
            instrument.Unit.ShouldNotBeNullOrWhiteSpace($"{instrument.Name} has a unit");
        }

        foreach (var prefix in prefixes)
        {
            instruments.ShouldContain(instrument => instrument.Name.StartsWith($"{prefix}.", StringComparison.Ordinal));
        }
    }

    // A listener is told of every instrument that there is as soon as it starts.
    private static List<Instrument> Instruments(IServiceProvider service, string meter)
    {
        var factory = service.GetRequiredService<IMeterFactory>();
        var instruments = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                var isOurs = instrument.Meter.Name == meter || instrument.Meter.Name.StartsWith("Platform.", StringComparison.Ordinal);
                if (isOurs && (instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, factory)))
                {
                    lock (instruments)
                    {
                        instruments.Add(instrument);
                    }
                }
            },
        };
        listener.Start();
        lock (instruments)
        {
            return [.. instruments];
        }
    }
}
