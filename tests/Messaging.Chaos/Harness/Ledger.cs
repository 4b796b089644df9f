using Messaging.Chaos.Workers;
using Npgsql;
using Platform.Messaging;
using Platform.Messaging.Consuming;
using Platform.Messaging.Topology;
using RabbitMQ.Client;

namespace Messaging.Chaos.Harness;

/// <summary>What both databases and the broker say: the only witnesses, since memory dies with its process.</summary>
internal sealed class Ledger(string broker, string making, string counting, string run)
{
    private static readonly TimeSpan[] RetryDelays =
        [.. new RetrySchedule(new MessagingOptions { RetryDelay = WorkerHost.RetryDelay, RetryGrowth = WorkerHost.RetryGrowth }).Delays];

    private readonly string _queue = QueueNames.Subscription(WorkerSettings.ConsumerOf(run), $"{WorkerSettings.ProducerOf(run)}.item-made.v1");

    /// <summary>Events that still wait to be sent; dead ones wait for nothing.</summary>
    public Task<long> UnsentAsync(CancellationToken cancellationToken) =>
        ScalarAsync(making, "SELECT count(*) FROM messaging.outbox WHERE dead_at IS NULL", cancellationToken);

    /// <summary>Effects so far.</summary>
    public Task<long> EffectsAsync(CancellationToken cancellationToken) =>
        ScalarAsync(counting, "SELECT count(*) FROM effects", cancellationToken);

    /// <summary>Messages ready in the subscription's queue and where its failed ones wait. Unacknowledged ones are not seen.</summary>
    public async Task<long> ReadyAsync(CancellationToken cancellationToken)
    {
        long ready = 0;
        foreach (var queue in RetryDelays.Select(delay => QueueNames.Retry(_queue, delay)).Append(_queue))
        {
            ready += (await LookAsync(queue, cancellationToken)).MessageCount;
        }

        return ready;
    }

    /// <summary>Consumers the broker knows of: a killed one takes a moment to go, and gives its messages back then.</summary>
    public async Task<uint> ConsumersAsync(CancellationToken cancellationToken) =>
        (await LookAsync(_queue, cancellationToken)).ConsumerCount;

    /// <summary>Events that nobody tries any more: parked by the consumer, or dead in the outbox.</summary>
    public async Task<long> ParkedAsync(CancellationToken cancellationToken)
    {
        var dead = await ScalarAsync(making, "SELECT count(*) FROM messaging.outbox WHERE dead_at IS NOT NULL", cancellationToken);
        var parked = (await LookAsync(QueueNames.Dead(_queue), cancellationToken)).MessageCount;
        var collected = await ScalarAsync(
            counting, "SELECT CASE WHEN to_regclass('messaging.dead_letters') IS NULL THEN 0 ELSE 1 END", cancellationToken) == 1
            ? await ScalarAsync(counting, "SELECT count(*) FROM messaging.dead_letters", cancellationToken)
            : 0;
        return dead + parked + collected;
    }

    /// <summary>Compares state and effects, one by one.</summary>
    public async Task<Tally> TallyAsync(CancellationToken cancellationToken)
    {
        var made = (await IdsAsync(making, "SELECT id FROM items", cancellationToken)).ToHashSet();
        var effects = (await IdsAsync(counting, "SELECT item_id FROM effects", cancellationToken)).CountBy(id => id).ToDictionary();
        return new Tally(
            Events: made.Count,
            Lost: made.Count(id => !effects.ContainsKey(id)),
            Doubled: effects.Sum(effect => effect.Value - 1),
            Invented: effects.Keys.Count(id => !made.Contains(id)),
            Parked: await ParkedAsync(cancellationToken));
    }

    /// <summary>Makes the consumer's inbox forget what it is told, for <see cref="Fault.ForgetsItsInbox"/>.</summary>
    public async Task ForgetInboxAsync(CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(counting);
        await using var command = source.CreateCommand(
            """
            CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN NEW.handler := left(gen_random_uuid() || NEW.handler, 256); RETURN NEW; END $$;
            CREATE TRIGGER forget BEFORE INSERT ON messaging.inbox FOR EACH ROW EXECUTE FUNCTION forget();
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<QueueDeclareOk> LookAsync(string queue, CancellationToken cancellationToken)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync("chaos ledger", cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        return await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
    }

    private static async Task<long> ScalarAsync(string database, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<List<Guid>> IdsAsync(string database, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }
}
