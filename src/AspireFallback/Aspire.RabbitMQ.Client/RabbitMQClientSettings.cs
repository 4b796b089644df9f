namespace Aspire.RabbitMQ.Client;

/// <summary>Settings of the RabbitMQ client, read from <c>Aspire:RabbitMQ:Client</c>.</summary>
public sealed class RabbitMQClientSettings
{
    public string? ConnectionString { get; set; }

    /// <summary>How often a first connection is tried again, after 2, 4, 8 ... seconds.</summary>
    public int MaxConnectRetryCount { get; set; } = 5;

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }

    /// <summary>False (the connection is opened while the host starts) is only known to Aspire's own package.</summary>
    public bool DisableAutoActivation { get; set; } = true;
}
