using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Platform.TestKit;

namespace Messaging.FunctionalTests;

/// <summary>Requests that take orders without pause while a test breaks things, and the count afterwards.</summary>
public sealed class OrderStream : IAsyncDisposable
{
    private const int Requests = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    private readonly ConcurrentQueue<Guid> _committed = new();
    private readonly ConcurrentQueue<Guid> _unclear = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task[] _requests;
    private TimeSpan _longest;

    private OrderStream(ShopHost host) => _requests = [.. Enumerable.Range(0, Requests).Select(_ => TakeOrdersAsync(host))];

    /// <summary>Orders whose SaveChanges said yes.</summary>
    public int Committed => _committed.Count;

    /// <summary>Orders whose SaveChanges failed: the database has them or not.</summary>
    public int Unclear => _unclear.Count;

    /// <summary>The longest time that a request waited for its commit.</summary>
    public TimeSpan Longest => _longest;

    public static OrderStream Start(ShopHost host) => new(host);

    /// <summary>Waits until so many more orders are committed.</summary>
    public Task ContinuesAsync(int more = 30)
    {
        var goal = _committed.Count + more;
        return Eventually.TrueAsync(() => _committed.Count >= goal, $"{more} more orders are taken");
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_requests);
    }

    /// <summary>Every committed order is shipped exactly once, and the others once or not at all.</summary>
    public async Task IsShippedOnceAsync(string database)
    {
        await StopAsync();
        await using var source = NpgsqlDataSource.Create(database);
        var shipped = new Dictionary<Guid, long>();
        await Eventually.TrueAsync(
            async () =>
            {
                shipped = await ShippedAsync(source);
                return _committed.All(shipped.ContainsKey) && await IsOutboxEmptyAsync(source);
            },
            "every committed order is shipped",
            TimeSpan.FromSeconds(60));

        _committed.ShouldNotBeEmpty();
        _committed.Where(order => shipped[order] != 1).ShouldBeEmpty("no order is shipped twice");
        _unclear.Where(order => shipped.GetValueOrDefault(order) > 1).ShouldBeEmpty("no unclear order is shipped twice");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task TakeOrdersAsync(ShopHost host)
    {
        await Task.Yield();
        while (!_stopping.IsCancellationRequested)
        {
            var order = Guid.CreateVersion7();
            var started = Stopwatch.GetTimestamp();
            try
            {
                await host.TakeOrderAsync(order);
                _committed.Enqueue(order);
                _longest = TimeSpan.FromTicks(Math.Max(_longest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
            }
            catch (Exception)
            {
                _unclear.Enqueue(order);
            }

            await Task.Delay(Pause);
        }
    }

    private static async Task<Dictionary<Guid, long>> ShippedAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT \"OrderId\", count(*) FROM shipments GROUP BY 1");
        await using var reader = await command.ExecuteReaderAsync();
        var shipped = new Dictionary<Guid, long>();
        while (await reader.ReadAsync())
        {
            shipped.Add(reader.GetGuid(0), reader.GetInt64(1));
        }

        return shipped;
    }

    private static async Task<bool> IsOutboxEmptyAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT NOT EXISTS (SELECT FROM messaging.outbox)");
        return await command.ExecuteScalarAsync() is true;
    }
}
