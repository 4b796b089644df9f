namespace Messaging.Chaos;

/// <summary>Who is killed.</summary>
public enum Victim
{
    /// <summary>The process that commits state with events.</summary>
    Producer,

    /// <summary>The process that sends the producer's outbox: another replica of the same service, which gets no requests.</summary>
    Relay,

    /// <summary>The process of the other service.</summary>
    Consumer,

    /// <summary>RabbitMQ.</summary>
    Broker,

    /// <summary>Postgres, with the databases of both services.</summary>
    Database,
}
