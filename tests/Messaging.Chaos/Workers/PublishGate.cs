using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Messaging.Chaos.Workers;

/// <summary>The boundaries around a publication.</summary>
internal sealed class PublishGate(Gate gate)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private int _unconfirmed;

    public async Task PublishAsync(IChannel channel, Func<ValueTask> publish)
    {
        Interlocked.Increment(ref _unconfirmed);
        try
        {
            await gate.PassAsync(Boundary.StateCommitted);
            // The broker has it when this returns; the relay does not know until we return.
            await publish();
            if (await gate.PassAsync(Boundary.Published) && !channel.IsOpen)
            {
                // Whoever was killed meanwhile took the confirmation along.
                throw new AlreadyClosedException(new ShutdownEventArgs(ShutdownInitiator.Library, 541, "the confirmation is lost"));
            }
        }
        finally
        {
            Interlocked.Decrement(ref _unconfirmed);
        }

        await gate.PassAsync(Boundary.Confirmed, OthersConfirmedAsync);
    }

    // The batch is confirmed as a whole, and its rows are still there.
    private async Task OthersConfirmedAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (Volatile.Read(ref _unconfirmed) > 0 && !limit.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), CancellationToken.None);
        }
    }
}
