using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Messaging;
using Platform.TestKit;

namespace Platform.Bench.Messaging;

/// <summary>
/// From commit to handled, between two services with a database each, on servers of its own: one transaction per event at
/// both ends, then a hundred together, then at a steady rate.
/// </summary>
internal sealed class MessagingBenchmark : IBenchmark
{
    private const int Rounds = 3;
    private const int Single = 8_000;
    private const int Batched = 40_000;
    private const int BatchSize = 100;
    private const int Producers = 16;
    private const int BatchProducers = 3;
    private const int Rate = 300;
    private const int RateSeconds = 20;

    public string Name => "messaging";

    public string Measures => "from commit to handled, beside bare broker and database";

    public async Task<BenchmarkResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments.Count > 0)
        {
            throw new ArgumentException("it takes no options.");
        }

        await Console.Error.WriteLineAsync("starting servers");
        await using var broker = await PrivateBroker.StartNewAsync(cancellationToken);
        await using var postgres = await PrivatePostgres.StartNewAsync(cancellationToken);
        // Prepared statements, as AddServiceDatabase has them.
        string Database(string name) => new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = name, MaxPoolSize = 40, MaxAutoPrepare = 100 }.ConnectionString;

        var handled = new HandledEvents();
        await using var consumer = await BenchService.StartAsync(
            "sink", Database("sink"), broker.ConnectionString, handled,
            m => m.Consumes<Measured, OneByOne>(Measured.Type, BenchJson.Default.Measured)
                .ConsumesBatches<MeasuredTogether, Together>(
                    MeasuredTogether.Type, BenchJson.Default.MeasuredTogether, s => s.UpTo(BatchSize)),
            cancellationToken);
        await using var producer = await BenchService.StartAsync(
            "bench", Database("bench"), broker.ConnectionString, null,
            m => m.Publishes(Measured.Type, BenchJson.Default.Measured).Publishes(MeasuredTogether.Type, BenchJson.Default.MeasuredTogether),
            cancellationToken);
        var floors = new Floors(broker.ConnectionString, Database("bench"));

        var rounds = new List<Figures>();
        for (var round = 0; round <= Rounds; round++)
        {
            // The first one warms everything up: code, connections, plans.
            var scale = round == 0 ? 4 : 1;
            var (publish, consume) = await floors.BrokerAsync(20_000 / scale, cancellationToken);
            var commits = await floors.CommitsAsync(8_000 / scale, cancellationToken);
            var single = await ThroughputAsync(producer, handled, Single / scale, 1, Producers, cancellationToken);
            var batched = await ThroughputAsync(producer, handled, Batched / scale, BatchSize, BatchProducers, cancellationToken);
            await Console.Error.WriteLineAsync(
                $"round {round} of {Rounds}: publish {publish:F0}/s, consume {consume:F0}/s, commits {commits:F0}/s; one by one {single:F0}/s, batched {batched:F0}/s");
            rounds.Add(new Figures(publish, consume, commits, single, batched));
        }

        rounds.RemoveAt(0);
        var latencies = await LatenciesAsync(producer, handled, cancellationToken);
        await producer.StopAsync(cancellationToken);
        await consumer.StopAsync(cancellationToken);

        double Median(Func<Figures, double> figure) => Math.Round(rounds.Select(figure).Order().ElementAt(rounds.Count / 2));
        return new BenchmarkResult(JsonSerializer.Serialize(new
        {
            bench = Name,
            events_per_s = Median(f => f.Single),
            batched_events_per_s = Median(f => f.Batched),
            raw_publish_per_s = Median(f => f.Publish),
            raw_consume_per_s = Median(f => f.Consume),
            raw_commits_per_s = Median(f => f.Commits),
            p50_ms_at_300 = Math.Round(latencies[latencies.Length / 2], 1),
            p99_ms_at_300 = Math.Round(latencies[latencies.Length * 99 / 100], 1),
        }));
    }

    /// <summary>Commits so many events, and waits until the last is handled; events a second.</summary>
    private static async Task<double> ThroughputAsync(
        WebApplication producer, HandledEvents handled, int events, int inTransaction, int producers, CancellationToken cancellationToken)
    {
        handled.Reset();
        var left = events / inTransaction;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(
            async () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    await CommitAsync(producer, inTransaction, cancellationToken);
                }
            },
            cancellationToken)));
        while (handled.Count < events)
        {
            await Task.Delay(2, cancellationToken);
        }

        return events / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Milliseconds from commit to handled at a steady rate, in order.</summary>
    private static async Task<double[]> LatenciesAsync(WebApplication producer, HandledEvents handled, CancellationToken cancellationToken)
    {
        handled.Reset();
        handled.KeepTimes = true;
        var commits = new List<Task<(Guid Id, long At)>>();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Rate * RateSeconds; i++)
        {
            var due = TimeSpan.FromSeconds(i / (double)Rate) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(due, cancellationToken);
            }

            commits.Add(Task.Run(async () => (await CommitAsync(producer, 1, cancellationToken), Stopwatch.GetTimestamp()), cancellationToken));
        }

        var committed = await Task.WhenAll(commits);
        while (handled.Times.Count < committed.Length)
        {
            await Task.Delay(2, cancellationToken);
        }

        // The first second fills the pipeline.
        return [.. committed.Skip(Rate).Select(c => Stopwatch.GetElapsedTime(c.At, handled.Times[c.Id]).TotalMilliseconds).Order()];
    }

    private static async Task<Guid> CommitAsync(WebApplication producer, int events, CancellationToken cancellationToken)
    {
        await using var scope = producer.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<BenchContext>();
        var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
        var last = Guid.Empty;
        for (var i = 0; i < events; i++)
        {
            var measured = Measured.New();
            last = measured.Id;
            database.Rows.Add(new Row { Id = last, Amount = 1 });
            if (events == 1)
            {
                outbox.Add(measured);
            }
            else
            {
                outbox.Add(new MeasuredTogether(measured.Id, measured.Filling));
            }
        }

        await database.SaveChangesAsync(cancellationToken);
        return last;
    }

    private sealed record Figures(double Publish, double Consume, double Commits, double Single, double Batched);
}
