using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Messaging.Broker;

/// <summary>Leaving channels and connections takes no longer than this, even where the broker does not answer.</summary>
internal static class ChannelClosing
{
    /// <summary>How long the broker has for its answer; the client itself would wait 20 s.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Closes it; never throws.</summary>
    public static async Task CloseSoonAsync(this IChannel channel)
    {
        try
        {
            await channel.DisposeAsync().AsTask().WaitAsync(Patience);
        }
        catch (Exception error) when (error is RabbitMQClientException or ObjectDisposedException or OperationCanceledException or TimeoutException)
        {
            // It is gone either way, at the latest with its connection.
        }
    }
}
