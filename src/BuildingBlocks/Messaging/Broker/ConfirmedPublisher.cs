using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Messaging.Broker;

/// <summary>
/// A publishing channel with confirms and <c>mandatory</c>. Publications may run at once: each call completes with its
/// own confirmation, so a caller that starts many and awaits them all has them pipelined.
/// </summary>
internal sealed class ConfirmedPublisher(
    BrokerConnection connection, TimeSpan confirmTimeout, Func<IChannel, CancellationToken, Task> declare) : IAsyncDisposable
{
    private static readonly CreateChannelOptions Options = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true,
        // Callers bound what is outstanding: a relay batch, or one message for each running handler.
        outstandingPublisherConfirmationsRateLimiter: null);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IChannel? _channel;

    /// <summary>Waits for the broker, and makes sure the topology is there.</summary>
    public async Task<IChannel> OpenAsync(CancellationToken cancellationToken)
    {
        if (_channel is { IsOpen: true } open)
        {
            return open;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_channel is { IsOpen: true } made)
            {
                return made;
            }

            await CloseAsync();
            var opened = await connection.OpenAsync(cancellationToken);
            var channel = await opened.CreateChannelAsync(Options, cancellationToken);
            try
            {
                await declare(channel, cancellationToken);
            }
            catch
            {
                await channel.CloseSoonAsync();
                throw;
            }

            _channel = channel;
            return channel;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Publishes, and says what became of it; throws only when cancelled.</summary>
    public async Task<PublishResult> PublishAsync(
        string exchange, string routingKey, BasicProperties properties, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        IChannel? channel = null;
        try
        {
            // The limit holds for connecting, too: a relay must not sit on its rows while the broker is away.
            limit.CancelAfter(confirmTimeout);
            channel = await OpenAsync(limit.Token);
            if (connection.Blocked is { } reason)
            {
                return new PublishResult(PublishOutcome.Unknown, $"the broker takes nothing: {reason}");
            }

            await channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, content, limit.Token);
            return PublishResult.Confirmed;
        }
        catch (PublishException error)
        {
            return error.IsReturn
                ? new PublishResult(PublishOutcome.Unrouted, "no queue is bound")
                : new PublishResult(PublishOutcome.Refused, "the broker did not accept it");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Later confirmations on this channel would belong to a message nobody waits for. A broker that has blocked the
            // connection would not read that the channel is closed, and confirms when it reads again.
            if (connection.Blocked is null)
            {
                await ForgetAsync(channel);
            }

            return new PublishResult(PublishOutcome.Unknown, "no confirmation in time");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Classify(channel, error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _gate.Dispose();
    }

    // A channel the broker closed while the connection lives was closed because of something published on it.
    private PublishResult Classify(IChannel? channel, Exception error) =>
        channel?.CloseReason is { Initiator: ShutdownInitiator.Peer } reason && connection.IsOpen
            ? new PublishResult(PublishOutcome.Refused, $"the broker closed the channel ({reason.ReplyCode})")
            : new PublishResult(PublishOutcome.Unknown, error.GetType().Name);

    private async Task ForgetAsync(IChannel? channel)
    {
        if (channel is not null && Interlocked.CompareExchange(ref _channel, null, channel) == channel)
        {
            await channel.CloseSoonAsync();
        }
    }

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _channel, null) is { } old)
        {
            await old.CloseSoonAsync();
        }
    }
}
