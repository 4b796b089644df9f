using System.Globalization;
using System.Text.Json;
using Simulator.Imaging;
using Simulator.Traffic;

namespace Simulator.Wear;

/// <summary>
/// Engines and scanners for Manufacturing: each reports its cycles until it fails and is replaced. They start at different
/// ages, with the cycles up to there loaded first, so that there is always one near its end.
/// </summary>
public sealed class WearFeed(HttpClient manufacturing, SimulationOptions options, ScannerPark park, Pace pace, TimeProvider time) : IFeed
{
    private const double LimitCycles = 30;
    private static readonly TimeSpan CycleLength = TimeSpan.FromHours(1);

    private readonly List<Station> _stations = [];
    private int _turn;

    public string Name => "wear";

    public double Rate => options.CyclesPerSecond;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _stations.Clear();
        var engines = Enumerable.Range(1, options.Engines).Select(number => string.Create(CultureInfo.InvariantCulture, $"engine-{number}"));
        foreach (var name in park.Places.Concat(engines))
        {
            await pace.WhenRunningAsync(cancellationToken);
            _stations.Add(await PlacedAsync(name, park.Places.Contains(name) ? "scanner" : "engine", cancellationToken));
        }
    }

    public async Task StepAsync(CancellationToken cancellationToken)
    {
        var station = _stations[_turn % _stations.Count];
        if (station.Cycle == station.Machine.Life)
        {
            var replacement = station.Machine.Replacement();
            await RegisterAsync(replacement, station.Kind, cancellationToken);
            (station.Machine, station.Cycle) = (replacement, 0);
        }

        await SendAsync([Reading(station.Machine, station.Cycle + 1, time.GetUtcNow())], predict: true, cancellationToken);
        station.Cycle++;
        _turn++;
    }

    public void Skip() => _turn++;

    /// <summary>A station with its machine where the service last heard of it, or, on the first run, at an age drawn for it.</summary>
    private async Task<Station> PlacedAsync(string name, string kind, CancellationToken cancellationToken)
    {
        var machine = new WearingMachine(options.Seed, name, 0);
        int? heard;
        while ((heard = await LatestCycleAsync(machine.Id, cancellationToken)) >= machine.Life)
        {
            machine = machine.Replacement();
        }

        var station = new Station(machine, kind) { Cycle = heard ?? 0 };
        await RegisterAsync(machine, kind, cancellationToken);
        if (heard is null && machine.Generation == 0)
        {
            await LoadPastAsync(station, cancellationToken);
        }

        return station;
    }

    private async Task LoadPastAsync(Station station, CancellationToken cancellationToken)
    {
        // The first scanner is just about to cross its limit: what follows from that can be watched from the start.
        var age = station.Machine.Name == park.Places[0]
            ? station.Machine.Life - (int)LimitCycles - 8
            : Draw.For(options.Seed, "age " + station.Machine.Name).Next(30, station.Machine.Life - 20);
        var now = time.GetUtcNow();
        await SendAsync(
            [.. Enumerable.Range(1, age).Select(cycle => Reading(station.Machine, cycle, now - ((age - cycle + 1) * CycleLength)))],
            predict: false,
            cancellationToken);
        station.Cycle = age;
    }

    private async Task RegisterAsync(WearingMachine machine, string kind, CancellationToken cancellationToken)
    {
        await manufacturing.PutAsync(
            $"/v1/machines/{machine.Id}", new { Kind = kind, Name = machine.Id, Limit = LimitCycles }, cancellationToken);
        park.Replace(machine.Name, machine.Id);
    }

    private async Task<int?> LatestCycleAsync(string machineId, CancellationToken cancellationToken) =>
        await manufacturing.FindAsync($"/v1/machines/{machineId}", cancellationToken) is { } machine
        && machine.GetProperty("latestCycle") is { ValueKind: JsonValueKind.Number } cycle
            ? cycle.GetInt32()
            : null;

    private async Task SendAsync(object[] readings, bool predict, CancellationToken cancellationToken) =>
        await manufacturing.PostAsync("/v1/readings", new { Readings = readings, Predict = predict }, cancellationToken);

    private static object Reading(WearingMachine machine, int cycle, DateTimeOffset at)
    {
        var (settings, sensors) = machine.At(cycle);
        return new { MachineId = machine.Id, Cycle = cycle, At = at, Settings = settings, Sensors = sensors };
    }

    /// <summary>A place and the machine that stands there.</summary>
    private sealed class Station(WearingMachine machine, string kind)
    {
        public WearingMachine Machine { get; set; } = machine;

        public string Kind { get; } = kind;

        /// <summary>The last cycle that was reported.</summary>
        public int Cycle { get; set; }
    }
}
