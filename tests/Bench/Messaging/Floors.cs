using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Bench.Messaging;

/// <summary>What the two servers give without any of our code: no design on them can be faster.</summary>
internal sealed class Floors(string broker, string database)
{
    private const string Queue = "bench.floor";
    private const int Outstanding = 256;
    private const int Writers = 32;
    private static readonly byte[] Body = new byte[500];

    /// <summary>Publications to a quorum queue, 256 waiting for their confirmation at a time, and then consuming them with acknowledgement; a second.</summary>
    public async Task<(double Publish, double Consume)> BrokerAsync(int messages, CancellationToken cancellationToken)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true, null), cancellationToken);
        await channel.QueueDeclareAsync(
            Queue, true, false, false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken);
        await channel.QueuePurgeAsync(Queue, cancellationToken);

        var started = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < messages; sent += Outstanding)
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(Outstanding, messages - sent)).Select(_ => channel.BasicPublishAsync(
                "", Queue, mandatory: true, new BasicProperties { Persistent = true }, Body, cancellationToken).AsTask()));
        }

        var publish = messages / Stopwatch.GetElapsedTime(started).TotalSeconds;

        var left = messages;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await channel.BasicQosAsync(0, Outstanding, false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivered) =>
        {
            await channel.BasicAckAsync(delivered.DeliveryTag, false);
            if (Interlocked.Decrement(ref left) == 0)
            {
                done.SetResult();
            }
        };
        started = Stopwatch.GetTimestamp();
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, cancellationToken);
        await done.Task.WaitAsync(cancellationToken);
        return (publish, messages / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>Transactions of two inserts, 32 writers, each statement a round trip; a second.</summary>
    public async Task<double> CommitsAsync(int commits, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using (var create = source.CreateCommand("CREATE TABLE IF NOT EXISTS floor (id uuid PRIMARY KEY, amount int)"))
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        var left = commits;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var insert = new NpgsqlCommand("INSERT INTO floor VALUES ($1, 1)", connection);
            var id = insert.Parameters.Add(new NpgsqlParameter<Guid>());
            await insert.PrepareAsync(cancellationToken);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                for (var i = 0; i < 2; i++)
                {
                    id.Value = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
                    await insert.ExecuteNonQueryAsync(cancellationToken);
                }

                await transaction.CommitAsync(cancellationToken);
            }
        }));
        return commits / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
