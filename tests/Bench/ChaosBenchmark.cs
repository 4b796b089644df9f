using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Messaging.Chaos.Harness;

namespace Platform.Bench;

/// <summary>Kills services and servers a thousand times while events run between two services, and counts what became of them.</summary>
internal sealed class ChaosBenchmark : IBenchmark
{
    private const int DefaultKills = 1_000;
    private const double ServerShare = 0.1;
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(10);

    public string Name => "chaos";

    public string Measures => $"events lost or doubled while everything is killed: [--kills {DefaultKills}] [--seed N]";

    public async Task<BenchmarkResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var (kills, seed) = Read(arguments);
        Say($"seed {seed}; starting servers");
        await using var servers = await ChaosServers.StartAsync(cancellationToken);
        await using var run = await ChaosRun.StartAsync(servers, new ChaosOptions(seed), cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var said = started;
        foreach (var strike in StrikePlan.Make(kills, ServerShare, new Random(seed)))
        {
            await run.StrikeAsync(strike, cancellationToken);
            if (Stopwatch.GetElapsedTime(said) > ProgressInterval)
            {
                said = Stopwatch.GetTimestamp();
                Say($"{run.Kills} of {kills} kills, {run.Cells.Count} of {StrikePlan.Cells} cells, {Stopwatch.GetElapsedTime(started):h\\:mm\\:ss}");
            }
        }

        Say($"{run.Kills} kills in {Stopwatch.GetElapsedTime(started):h\\:mm\\:ss}; waiting for the last events");
        var tally = await run.SettleAsync(cancellationToken: cancellationToken);
        Say($"{tally.Invented} invented, {tally.Parked} parked; kills by victim and boundary:{Environment.NewLine}{KillReport.Write(run)}");
        return new BenchmarkResult(
            JsonSerializer.Serialize(new { bench = Name, kills = run.Kills, events = tally.Events, lost = tally.Lost, doubled = tally.Doubled }),
            Passed: tally.IsRight);
    }

    private static (int Kills, int Seed) Read(IReadOnlyList<string> arguments)
    {
        var (kills, seed) = (DefaultKills, Random.Shared.Next());
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var number = i + 1 < arguments.Count && int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new ArgumentException($"{arguments[i]} needs a number.");
            switch (arguments[i])
            {
                case "--kills" when number >= StrikePlan.Least:
                    kills = number;
                    break;
                case "--kills":
                    throw new ArgumentException($"it takes {StrikePlan.Least} kills to meet every victim at every boundary.");
                case "--seed":
                    seed = number;
                    break;
                default:
                    throw new ArgumentException($"there is no option {arguments[i]}.");
            }
        }

        return (kills, seed);
    }

    private static void Say(string line) => Console.Error.WriteLine($"chaos: {line}");
}
