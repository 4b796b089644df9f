using Platform.TestKit;
using RabbitMQ.Client;

namespace Messaging.FunctionalTests.DeadLetters;

/// <summary>What an unkind client of the broker does.</summary>
internal static class RawBroker
{
    public static async Task WithChannelAsync(this TestBroker broker, Func<IChannel, Task> work)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker.ConnectionString) }.CreateConnectionAsync("raw");
        await using var channel = await connection.CreateChannelAsync();
        await work(channel);
    }

    /// <summary>Takes the oldest message and goes away without acknowledging it, like a process that dies.</summary>
    public static Task TakeAndDieAsync(this TestBroker broker, string queue) => broker.WithChannelAsync(async channel =>
        (await Eventually.GetAsync(() => channel.BasicGetAsync(queue, autoAck: false), "there is a message")).ShouldNotBeNull());
}
