using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Messaging;

namespace Platform.Bench.Messaging;

/// <summary>The way of events from commit to handled, and how fast it is.</summary>
/// <param name="producer">Commits them; its relay sends them.</param>
/// <param name="database">The producer's.</param>
/// <param name="handled">What the consumer has done.</param>
internal sealed class Pipeline(WebApplication producer, string database, HandledEvents handled)
{
    /// <summary>Commits so many events, and waits until the last is handled; events a second.</summary>
    public async Task<double> ThroughputAsync(int events, int inTransaction, int producers, CancellationToken cancellationToken)
    {
        handled.Reset();
        var left = events / inTransaction;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(
            async () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    await CommitAsync(inTransaction, cancellationToken);
                }
            },
            cancellationToken)));
        await HandledAsync(events, cancellationToken);
        return events / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>
    /// Events that an outage left in the outbox, a minute old, while new ones keep coming: how many a second are handled
    /// from the moment they can be sent.
    /// </summary>
    public async Task<double> BacklogAsync(int events, int trafficPerSecond, CancellationToken cancellationToken)
    {
        handled.Reset();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var traffic = TrafficAsync(trafficPerSecond, enough.Token);
        // It is under way by then.
        await HandledAsync(trafficPerSecond, cancellationToken);
        await LeaveAsync(events, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await HandledAsync(handled.Count + events, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);
        await enough.CancelAsync();
        await HandledAsync(events + await traffic, cancellationToken);
        return events / elapsed.TotalSeconds;
    }

    /// <summary>Milliseconds from commit to handled at a steady rate, in order.</summary>
    public async Task<double[]> LatenciesAsync(int rate, int seconds, CancellationToken cancellationToken)
    {
        handled.Reset();
        handled.KeepTimes = true;
        var commits = new List<Task<(Guid Id, long At)>>();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < rate * seconds; i++)
        {
            var due = TimeSpan.FromSeconds(i / (double)rate) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(due, cancellationToken);
            }

            commits.Add(Task.Run(async () => (await CommitAsync(1, cancellationToken), Stopwatch.GetTimestamp()), cancellationToken));
        }

        var committed = await Task.WhenAll(commits);
        while (handled.Times.Count < committed.Length)
        {
            await Task.Delay(2, cancellationToken);
        }

        // The first second fills the pipeline.
        return [.. committed.Skip(rate).Select(c => Stopwatch.GetElapsedTime(c.At, handled.Times[c.Id]).TotalMilliseconds).Order()];
    }

    private async Task HandledAsync(int events, CancellationToken cancellationToken)
    {
        while (handled.Count < events)
        {
            await Task.Delay(2, cancellationToken);
        }
    }

    /// <summary>Commits events, one by one, until it is cancelled; how many.</summary>
    private async Task<int> TrafficAsync(int perSecond, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        for (var events = 0; ; events++)
        {
            try
            {
                await pace.WaitForNextTickAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return events;
            }

            await CommitAsync(1, CancellationToken.None);
        }
    }

    private async Task LeaveAsync(int events, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        // The ids are of version 7: they begin with the milliseconds at which they were made.
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO messaging.outbox (id, type, time, content, attempts)
            SELECT id, $1, now() - interval '1 minute', convert_to(json_build_object('id', id, 'filling', $2)::text, 'UTF8'), 0
            FROM (
                SELECT (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - 60000), 12, '0')
                    || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid AS id
                FROM generate_series(1, $3)) made
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = MeasuredTogether.Type },
                new() { Value = Measured.New().Filling },
                new() { Value = events },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Guid> CommitAsync(int events, CancellationToken cancellationToken)
    {
        await using var scope = producer.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<BenchContext>();
        var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
        var last = Guid.Empty;
        for (var i = 0; i < events; i++)
        {
            var measured = Measured.New();
            last = measured.Id;
            context.Rows.Add(new Row { Id = last, Amount = 1 });
            if (events == 1)
            {
                outbox.Add(measured);
            }
            else
            {
                outbox.Add(new MeasuredTogether(measured.Id, measured.Filling));
            }
        }

        await context.SaveChangesAsync(cancellationToken);
        return last;
    }
}
