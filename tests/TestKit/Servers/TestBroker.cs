using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Platform.Messaging.Envelope;
using Platform.Messaging.Topology;
using RabbitMQ.Client;

namespace Platform.TestKit;

/// <summary>A virtual host of one test class, deleted at its end, and a client that looks at it from outside.</summary>
public sealed class TestBroker : IAsyncDisposable
{
    private readonly HttpClient _management;
    private readonly string _name;
    private IConnection? _connection;

    private TestBroker(Uri amqp, HttpClient management, string name)
    {
        _management = management;
        _name = name;
        ConnectionString = new UriBuilder(amqp) { Path = name }.Uri.ToString();
    }

    /// <summary>For the service under test.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes one.</summary>
    public static async Task<TestBroker> CreateAsync()
    {
        var (amqp, management) = await TestServers.RabbitMqAsync();
        var client = new HttpClient { BaseAddress = new UriBuilder(management) { UserName = "", Password = "" }.Uri };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(management.UserInfo))));

        var name = $"test-{Guid.CreateVersion7():N}";
        // The management API comes up a little later than the broker.
        await Eventually.TrueAsync(
            async () => (await client.PutAsJsonAsync($"api/vhosts/{name}", new { })).IsSuccessStatusCode,
            "the management API makes a virtual host");
        return new TestBroker(amqp, client, name);
    }

    /// <summary>Publishes an event as another service would. Returns its id.</summary>
    /// <param name="type">The contract's <c>Type</c>.</param>
    /// <param name="message">The event.</param>
    /// <param name="json">How it is written.</param>
    /// <param name="id">Given to publish the same event twice.</param>
    /// <param name="queue">Given to send it to one queue instead of to all who subscribe.</param>
    public async Task<Guid> PublishAsync<TEvent>(
        string type, TEvent message, JsonTypeInfo<TEvent> json, Guid? id = null, string? queue = null)
    {
        var envelope = new EventEnvelope(
            id ?? Guid.CreateVersion7(), type, "/platform/test", null, TimeProvider.System.GetUtcNow());
        await PublishRawAsync(EnvelopeHeaders.Write(envelope), JsonSerializer.SerializeToUtf8Bytes(message, json), queue, type);
        return envelope.Id;
    }

    /// <summary>Publishes anything at all, confirmed and routed to at least one queue.</summary>
    public async Task PublishRawAsync(BasicProperties properties, byte[] content, string? queue, string routingKey)
    {
        await using var channel = await (await ConnectAsync()).CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.BasicPublishAsync(
            queue is null ? QueueNames.Exchange : "", queue ?? routingKey, mandatory: true, properties, content);
    }

    /// <summary>Subscribes to an event from outside. Do so before the service publishes.</summary>
    /// <param name="type">The event's type.</param>
    /// <param name="limit">Given for a queue that holds no more messages than that: the broker refuses further ones.</param>
    public async Task<TestSubscription> SubscribeAsync(string type, int? limit = null)
    {
        var arguments = limit is null
            ? null
            : new Dictionary<string, object?> { ["x-max-length"] = limit.Value, ["x-overflow"] = "reject-publish" };
        var channel = await (await ConnectAsync()).CreateChannelAsync();
        await channel.ExchangeDeclareAsync(QueueNames.Exchange, ExchangeType.Topic, durable: true);
        var queue = await channel.QueueDeclareAsync(arguments: arguments);
        await channel.QueueBindAsync(queue.QueueName, QueueNames.Exchange, type);
        return new TestSubscription(channel, queue.QueueName);
    }

    /// <summary>Takes the oldest message out of a queue; null where it is empty or absent.</summary>
    public async Task<TestMessage?> TakeAsync(string queue)
    {
        await using var channel = await (await ConnectAsync()).CreateChannelAsync();
        var result = await channel.BasicGetAsync(queue, autoAck: true);
        return result is null ? null : TestMessage.From(result.BasicProperties, result.Body);
    }

    /// <summary>Messages ready in a queue.</summary>
    public async Task<uint> CountAsync(string queue)
    {
        await using var channel = await (await ConnectAsync()).CreateChannelAsync();
        return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
    }

    /// <summary>Deletes a queue with what is in it.</summary>
    public async Task DeleteQueueAsync(string queue)
    {
        await using var channel = await (await ConnectAsync()).CreateChannelAsync();
        await channel.QueueDeleteAsync(queue);
    }

    /// <summary>Closes every client's connection from the broker's side, and waits for it to know of one first.</summary>
    public async Task CloseConnectionsAsync()
    {
        var connections = await Eventually.GetAsync(
            async () => await ConnectionsAsync() is { Length: > 0 } some ? some : null, "the broker lists a connection");
        foreach (var connection in connections)
        {
            await _management.DeleteAsync($"api/connections/{Uri.EscapeDataString(connection)}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await connection.DisposeAsync();
        }

        await _management.DeleteAsync($"api/vhosts/{_name}");
        _management.Dispose();
    }

    private async Task<string[]> ConnectionsAsync()
    {
        var listed = await _management.GetFromJsonAsync<JsonElement>($"api/vhosts/{_name}/connections");
        return [.. listed.EnumerateArray().Select(connection => connection.GetProperty("name").GetString()!)];
    }

    private async Task<IConnection> ConnectAsync()
    {
        if (_connection is not { IsOpen: true })
        {
            _connection = await new ConnectionFactory { Uri = new Uri(ConnectionString) }.CreateConnectionAsync("test");
        }

        return _connection;
    }
}
