using System.Text.Json;
using Npgsql;
using Platform.Messaging;
using Platform.ServiceDefaults;
using Platform.TestKit;

namespace Platform.Bench.Messaging;

/// <summary>
/// From commit to handled, between two services with a database each, on servers of its own: one transaction per event at
/// both ends, then a hundred together, then what an outage has left, then at a steady rate. Fails where a must does not hold.
/// </summary>
internal sealed class MessagingBenchmark : IBenchmark
{
    private const int Rounds = 3;
    private const int Single = 8_000;
    private const int Batched = 40_000;
    private const int BatchSize = 100;
    private const int Producers = 16;
    private const int BatchProducers = 3;
    private const int Backlog = 20_000;
    private const int BacklogTraffic = 50;
    private const int Rate = 300;
    private const int RateSeconds = 20;

    private const int SingleMust = 1_000;
    private const int BatchedMust = 5_000;
    private const int LatencyMust = 50;

    public string Name => "messaging";

    public string Measures => "from commit to handled, beside bare broker and database";

    public async Task<BenchmarkResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments.Count > 0)
        {
            throw new ArgumentException("it takes no options.");
        }

        Say("starting servers");
        await using var broker = await PrivateBroker.StartNewAsync(cancellationToken);
        await using var postgres = await PrivatePostgres.StartNewAsync(cancellationToken);
        string Database(string name) => ServiceConnection.WithDefaults(
            new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = name, MaxPoolSize = 40 }.ConnectionString);

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
        var pipeline = new Pipeline(producer, Database("bench"), handled);

        var rounds = new List<Figures>();
        for (var round = 0; round <= Rounds; round++)
        {
            // The first one warms everything up: code, connections, plans.
            var scale = round == 0 ? 4 : 1;
            var (publish, consume) = await floors.BrokerAsync(20_000 / scale, cancellationToken);
            var figures = new Figures(
                publish,
                consume,
                await floors.CommitsAsync(8_000 / scale, cancellationToken),
                await pipeline.ThroughputAsync(Single / scale, 1, Producers, cancellationToken),
                await pipeline.ThroughputAsync(Batched / scale, BatchSize, BatchProducers, cancellationToken),
                await pipeline.BacklogAsync(Backlog / scale, BacklogTraffic, cancellationToken));
            Say($"round {round} of {Rounds}: {figures}");
            rounds.Add(figures);
        }

        rounds.RemoveAt(0);
        var latencies = await pipeline.LatenciesAsync(Rate, RateSeconds, cancellationToken);
        await producer.StopAsync(cancellationToken);
        await consumer.StopAsync(cancellationToken);
        return Result(rounds, latencies);
    }

    private BenchmarkResult Result(List<Figures> rounds, double[] latencies)
    {
        double Median(Func<Figures, double> figure) => Math.Round(rounds.Select(figure).Order().ElementAt(rounds.Count / 2));
        double Percentile(int percent) => Math.Round(latencies[latencies.Length * percent / 100], 1);

        var (single, batched, p99) = (Median(f => f.Single), Median(f => f.Batched), Percentile(99));
        (bool Holds, string Must)[] musts =
        [
            (single >= SingleMust, $"{SingleMust} events/s one by one: {single}"),
            (batched >= BatchedMust, $"{BatchedMust} events/s in batches: {batched}"),
            (p99 <= LatencyMust, $"p99 of at most {LatencyMust} ms at {Rate} events/s: {p99}"),
        ];
        foreach (var (_, must) in musts.Where(must => !must.Holds))
        {
            Say($"does not hold: {must}");
        }

        return new BenchmarkResult(
            JsonSerializer.Serialize(new
            {
                bench = Name,
                events_per_s = single,
                batched_events_per_s = batched,
                backlog_per_s = Median(f => f.Backlog),
                raw_publish_per_s = Median(f => f.Publish),
                raw_consume_per_s = Median(f => f.Consume),
                raw_commits_per_s = Median(f => f.Commits),
                p50_ms_at_300 = Percentile(50),
                p99_ms_at_300 = p99,
            }),
            Passed: musts.All(must => must.Holds));
    }

    private static void Say(string line) => Console.Error.WriteLine(line);

    private sealed record Figures(double Publish, double Consume, double Commits, double Single, double Batched, double Backlog)
    {
        public override string ToString() => FormattableString.Invariant(
            $"publish {Publish:F0}/s, consume {Consume:F0}/s, commits {Commits:F0}/s; one by one {Single:F0}/s, batched {Batched:F0}/s, backlog {Backlog:F0}/s");
    }
}
