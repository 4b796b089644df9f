using Platform.LocalServers;

namespace Platform.TestKit;

/// <summary>
/// The servers that all tests of this process share: those the environment names (<c>./platform test</c> starts them once
/// for every project), or own ones, started when first needed and gone with the process, however it ends.
/// </summary>
public static class TestServers
{
    /// <summary>Npgsql connection string of a running server, for a user that may create databases.</summary>
    public const string PostgresVariable = "TEST_POSTGRES";

    /// <summary>AMQP URI of a running broker.</summary>
    public const string RabbitMqVariable = "TEST_RABBITMQ";

    /// <summary>Address of its management API, with user and password.</summary>
    public const string ManagementVariable = "TEST_RABBITMQ_MANAGEMENT";

    private static readonly Lazy<TestState> State = new(MakeState);
    private static readonly Lazy<Task<string>> OwnPostgres = new(StartPostgresAsync);
    private static readonly Lazy<Task<(Uri Amqp, Uri Management)>> OwnRabbitMq = new(StartRabbitMqAsync);
    private static readonly List<RunningServer> Running = [];

    /// <summary>Npgsql connection string of the server.</summary>
    public static Task<string> PostgresAsync() =>
        Setting(PostgresVariable) is { } given ? Task.FromResult(given) : OwnPostgres.Value;

    /// <summary>The broker and its management API.</summary>
    public static Task<(Uri Amqp, Uri Management)> RabbitMqAsync() =>
        (Setting(RabbitMqVariable), Setting(ManagementVariable)) is ({ } amqp, { } management)
            ? Task.FromResult((new Uri(amqp), new Uri(management)))
            : OwnRabbitMq.Value;

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static TestState MakeState()
    {
        var state = TestState.Claim();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(state);
        return state;
    }

    private static async Task<string> StartPostgresAsync()
    {
        var server = new LocalPostgres(State.Value.Folder);
        await StartAsync(server);
        return server.ConnectionString();
    }

    private static async Task<(Uri Amqp, Uri Management)> StartRabbitMqAsync()
    {
        var server = new LocalRabbitMq(State.Value.Folder);
        await StartAsync(server);
        return (new Uri(server.ConnectionString), server.Management);
    }

    private static async Task StartAsync(LocalServer server)
    {
        var running = await RunningServer.StartAsync(server, CancellationToken.None);
        lock (Running)
        {
            Running.Add(running);
        }
    }

    // The runner gives an ending process little time, and nobody needs the data: kill, and leave the deleting to a shell.
    // Were there no time even for this, LocalServers' watchdog ends the servers, and the next run deletes their data.
    private static void Stop(TestState state)
    {
        lock (Running)
        {
            state.DeleteLater();
            foreach (var server in Running)
            {
                server.KillAsync().GetAwaiter().GetResult();
            }
        }
    }
}
