using System.Diagnostics;
using Messaging.Chaos.Workers;

namespace Messaging.Chaos.Harness;

/// <summary>Two services with a stream of events between them, and somebody who kills.</summary>
public sealed class ChaosRun : IAsyncDisposable
{
    private const int LongestWait = 60;
    private const int SettlingRounds = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ChaosServers _servers;
    private readonly ChaosOptions _options;
    private readonly Random _random;
    private readonly Ledger _ledger;
    private readonly Dictionary<Victim, WorkerSlot> _workers;
    private readonly Dictionary<Cell, int> _cells = [];
    private readonly Dictionary<Victim, int> _anywhere = [];
    private readonly Dictionary<Victim, TimeSpan> _spent = [];

    private ChaosRun(ChaosServers servers, string run, ChaosOptions options)
    {
        _servers = servers;
        _options = options;
        _random = new Random(options.Seed);
        var making = servers.Database($"{run}_making");
        var counting = servers.Database($"{run}_counting");
        _ledger = new Ledger(servers.Broker, making, counting, run);
        _workers = new[] { Victim.Consumer, Victim.Relay, Victim.Producer }.ToDictionary(
            role => role,
            role => new WorkerSlot(new WorkerSettings(
                role, role == Victim.Consumer ? counting : making, servers.Broker, run, options.EventsPerSecond, options.Fault)));
    }

    /// <summary>Kills so far.</summary>
    public int Kills { get; private set; }

    /// <summary>How often each victim was killed at each boundary.</summary>
    public IReadOnlyDictionary<Cell, int> Cells => _cells;

    /// <summary>How often each victim was killed at any moment.</summary>
    public IReadOnlyDictionary<Victim, int> Anywhere => _anywhere;

    /// <summary>What the strikes took, from the order to hold until the victim was back.</summary>
    public IReadOnlyDictionary<Victim, TimeSpan> Spent => _spent;

    /// <summary>Makes the databases, and starts the services.</summary>
    public static async Task<ChaosRun> StartAsync(ChaosServers servers, ChaosOptions options, CancellationToken cancellationToken = default)
    {
        var name = servers.NextRun();
        var run = new ChaosRun(servers, name, options);
        try
        {
            await WorkerHost.CreateTablesAsync(
                servers.Database($"{name}_making"), servers.Database($"{name}_counting"), cancellationToken);
            if (options.Fault == Fault.ForgetsItsInbox)
            {
                await run._ledger.ForgetInboxAsync(cancellationToken);
            }

            await Task.WhenAll(run._workers.Values.Select(worker => worker.StartAsync(cancellationToken)));
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills once, and has the victim back when it returns.</summary>
    public async Task StrikeAsync(Strike strike, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        // From the end of an event's way to its beginning: what is held behind must not starve those in front.
        foreach (var boundary in strike.At.OrderDescending())
        {
            var holder = _workers[strike.HolderOf(boundary)].Current;
            holder.Hold(boundary, _random.Next(_options.MostPasses));
            await holder.HeldAsync(boundary, cancellationToken);
        }

        if (strike.At.Count == 0)
        {
            await Task.Delay(_random.Next(LongestWait), cancellationToken);
        }

        await KillAsync(strike.Victim);
        foreach (var (_, survivor) in _workers.Where(worker => worker.Key != strike.Victim))
        {
            survivor.Current.GoOn();
        }

        Count(strike);
        await RestartAsync(strike.Victim, cancellationToken);
        _spent[strike.Victim] = _spent.GetValueOrDefault(strike.Victim) + Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Replaces the consumer whenever it ends by itself, until nobody tries some event any more. Returns how often it ended.</summary>
    public async Task<int> ReplaceConsumersAsync(CancellationToken cancellationToken = default)
    {
        await new Settling(_ledger, Patience).BegunAsync(cancellationToken);
        for (var ends = 0; ; ends++)
        {
            using var parked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var ended = _workers[Victim.Consumer].Current.EndedAsync(parked.Token);
            while (!ended.IsCompleted)
            {
                if (await _ledger.ParkedAsync(cancellationToken) > 0)
                {
                    await parked.CancelAsync();
                    return ends;
                }

                await Task.WhenAny(ended, Task.Delay(LongestWait, cancellationToken));
            }

            await _workers[Victim.Consumer].KillAsync();
            await RestartAsync(Victim.Consumer, cancellationToken);
        }
    }

    /// <summary>Ends the stream, waits until every event is where it belongs, and counts.</summary>
    /// <param name="patience">How long nothing may change before those that are missing count as lost.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Tally> SettleAsync(TimeSpan? patience = null, CancellationToken cancellationToken = default)
    {
        await _workers[Victim.Producer].Current.EnoughAsync(cancellationToken);
        var settling = new Settling(_ledger, patience ?? Patience);
        await settling.SentAsync(cancellationToken);
        for (var round = 1; ; round++)
        {
            await settling.HandledAsync(cancellationToken);
            // A living consumer may have more in hand than the broker shows: a copy whose second effect would be missed.
            await _workers[Victim.Consumer].KillAsync();
            await settling.ReturnedAsync(cancellationToken);
            if (round == SettlingRounds || await _ledger.ReadyAsync(cancellationToken) == 0)
            {
                return await _ledger.TallyAsync(cancellationToken);
            }

            await _workers[Victim.Consumer].StartAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var worker in _workers.Values)
        {
            worker.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private Task KillAsync(Victim victim) =>
        _workers.TryGetValue(victim, out var worker) ? worker.KillAsync() : _servers.KillAsync(victim);

    private Task RestartAsync(Victim victim, CancellationToken cancellationToken) =>
        _workers.TryGetValue(victim, out var worker) ? worker.StartAsync(cancellationToken) : _servers.RestartAsync(victim, cancellationToken);

    private void Count(Strike strike)
    {
        Kills++;
        foreach (var cell in strike.At.Select(boundary => new Cell(strike.Victim, boundary)))
        {
            _cells[cell] = _cells.GetValueOrDefault(cell) + 1;
        }

        if (strike.At.Count == 0)
        {
            _anywhere[strike.Victim] = _anywhere.GetValueOrDefault(strike.Victim) + 1;
        }
    }
}
