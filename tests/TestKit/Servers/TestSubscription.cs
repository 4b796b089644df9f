using RabbitMQ.Client;

namespace Platform.TestKit;

/// <summary>Events of one type that a service publishes, seen from outside.</summary>
public sealed class TestSubscription : IAsyncDisposable
{
    private readonly IChannel _channel;
    private readonly string _queue;

    internal TestSubscription(IChannel channel, string queue)
    {
        _channel = channel;
        _queue = queue;
    }

    /// <summary>The next event; fails when none comes in time.</summary>
    public Task<TestMessage> NextAsync(TimeSpan? within = null) =>
        Eventually.GetAsync(TryNextAsync, "an event is published", within);

    /// <summary>The next event if it is there already.</summary>
    public async Task<TestMessage?> TryNextAsync()
    {
        var result = await _channel.BasicGetAsync(_queue, autoAck: true);
        return result is null ? null : TestMessage.From(result.BasicProperties, result.Body);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_channel.IsOpen)
        {
            await _channel.QueueDeleteAsync(_queue);
        }

        await _channel.DisposeAsync();
    }
}
