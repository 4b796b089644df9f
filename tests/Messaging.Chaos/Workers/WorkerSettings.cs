using System.Globalization;

namespace Messaging.Chaos.Workers;

/// <summary>What a worker is told when it is started.</summary>
/// <param name="Role">Which of the three processes it is.</param>
/// <param name="Database">Connection string of its service's database.</param>
/// <param name="Broker">AMQP URI.</param>
/// <param name="Run">Name of the run: its events and queues are apart from those of another.</param>
/// <param name="EventsPerSecond">How many the producer makes.</param>
/// <param name="Fault">A mistake to make.</param>
/// <param name="Batches">Whether the consumer takes several events in one transaction.</param>
internal sealed record WorkerSettings(
    Victim Role, string Database, string Broker, string Run, int EventsPerSecond, Fault Fault, bool Batches = false)
{
    private const string Prefix = "CHAOS_";

    /// <summary>Type of the event.</summary>
    public string EventType => $"{ProducerOf(Run)}.item-made.v1";

    public static string ProducerOf(string run) => $"{run}-maker";

    public static string ConsumerOf(string run) => $"{run}-counter";

    /// <summary>As environment variables: a command line can be read by every user of the machine.</summary>
    public IEnumerable<KeyValuePair<string, string>> ToEnvironment() =>
    [
        new(Prefix + nameof(Role), Role.ToString()),
        new(Prefix + nameof(Database), Database),
        new(Prefix + nameof(Broker), Broker),
        new(Prefix + nameof(Run), Run),
        new(Prefix + nameof(EventsPerSecond), EventsPerSecond.ToString(CultureInfo.InvariantCulture)),
        new(Prefix + nameof(Fault), Fault.ToString()),
        new(Prefix + nameof(Batches), Batches.ToString()),
    ];

    public static WorkerSettings FromEnvironment() => new(
        Enum.Parse<Victim>(Read(nameof(Role))),
        Read(nameof(Database)),
        Read(nameof(Broker)),
        Read(nameof(Run)),
        int.Parse(Read(nameof(EventsPerSecond)), CultureInfo.InvariantCulture),
        Enum.Parse<Fault>(Read(nameof(Fault))),
        bool.Parse(Read(nameof(Batches))));

    private static string Read(string name) => Environment.GetEnvironmentVariable(Prefix + name)
        ?? throw new InvalidOperationException($"{Prefix}{name} is not set: this program is started by the chaos harness.");
}
