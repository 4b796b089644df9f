using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Platform.Messaging;

namespace Platform.Bench.Messaging;

/// <summary>Notes when an event's effect is committed: handled is what a crash cannot take back.</summary>
internal sealed class HandledEvents : DbTransactionInterceptor
{
    private int _count;

    public int Count => _count;

    /// <summary>By event: when it was handled (<see cref="Stopwatch"/> ticks).</summary>
    public ConcurrentDictionary<Guid, long> Times { get; } = new();

    public bool KeepTimes { get; set; }

    public void Reset()
    {
        _count = 0;
        Times.Clear();
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        var now = Stopwatch.GetTimestamp();
        var rows = eventData.Context!.ChangeTracker.Entries<Row>().Select(entry => entry.Entity.Id).ToArray();
        if (KeepTimes)
        {
            foreach (var id in rows)
            {
                Times[id] = now;
            }
        }

        Interlocked.Add(ref _count, rows.Length);
        return Task.CompletedTask;
    }
}

internal sealed class OneByOne(BenchContext database) : IConsumer<Measured>
{
    public Task HandleAsync(Measured message, MessageContext context, CancellationToken cancellationToken)
    {
        database.Rows.Add(new Row { Id = message.Id, Amount = 1 });
        return Task.CompletedTask;
    }
}

internal sealed class Together(BenchContext database) : IBatchConsumer<MeasuredTogether>
{
    public Task HandleAsync(IReadOnlyList<BatchItem<MeasuredTogether>> messages, CancellationToken cancellationToken)
    {
        database.Rows.AddRange(messages.Select(item => new Row { Id = item.Message.Id, Amount = 1 }));
        return Task.CompletedTask;
    }
}
