using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Platform.Messaging.Broker;

/// <summary>
/// Two connections: a broker under memory pressure stops reading from connections that publish, and acknowledgements
/// must still get through then.
/// </summary>
internal sealed class BrokerConnections : IAsyncDisposable
{
    public BrokerConnections(
        IConnectionFactory factory, ServiceName service, IOptions<MessagingOptions> options, ILogger<BrokerConnections> logger)
    {
        var backOff = new BackOff(options.Value.ReconnectDelay, 2, options.Value.ReconnectDelayLimit);
        Publishing = new BrokerConnection(factory, $"{service.Value} publishing", backOff, logger);
        Consuming = new BrokerConnection(factory, $"{service.Value} consuming", backOff, logger);
    }

    public BrokerConnection Publishing { get; }

    public BrokerConnection Consuming { get; }

    public async ValueTask DisposeAsync()
    {
        await Consuming.DisposeAsync();
        await Publishing.DisposeAsync();
    }
}
