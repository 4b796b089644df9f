using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Platform.LocalServers;

/// <summary>
/// RabbitMQ from the system's packages, with its management page. Everything listens on 127.0.0.1 only, the name server
/// of Erlang (epmd) included: the server has one of its own, which ends with it.
/// </summary>
public sealed class LocalRabbitMq(StateFolder state) : LocalServer(state, "messaging")
{
    private const string User = "platform";

    // epmd is a child of this script, and not the daemon that Erlang would start and leave behind.
    private const string Script = """
        epmd -port "$ERL_EPMD_PORT" -address 127.0.0.1 >/dev/null 2>&1 &
        names=$!
        "$0" &
        server=$!
        trap 'kill -TERM $server 2>/dev/null' TERM INT
        while kill -0 $server 2>/dev/null; do wait $server; code=$?; done
        kill $names 2>/dev/null
        wait $names
        exit $code
        """;

    // Not /usr/sbin: Debian's command there insists on the installed service's user and folders.
    private static readonly string[] Folders = ["/usr/lib/rabbitmq/bin", "/opt/homebrew/opt/rabbitmq/sbin"];

    private readonly ServerUser _user = new("rabbitmq");

    /// <inheritdoc/>
    public override string? Missing => Program is null || Tool.Find("epmd") is null
        ? "RabbitMQ is not installed. On Debian and Ubuntu: apt-get install -y --no-install-recommends rabbitmq-server"
        : null;

    /// <inheritdoc/>
    public override ServerProcess Process
    {
        get
        {
            var (command, arguments) = _user.Run("/bin/sh", "-c", Script, Program!);
            return new ServerProcess(command, arguments, Folder, new Dictionary<string, string>
            {
                ["HOME"] = Folder, // the Erlang cookie is made here
                ["ERL_EPMD_PORT"] = Text(State.KeptPort("epmd") ?? 0),
                ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
                ["RABBITMQ_NODENAME"] = "platform@localhost", // the data belongs to this name: never derived from a port
                ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
                ["RABBITMQ_NODE_PORT"] = Text(Port),
                ["RABBITMQ_DIST_PORT"] = Text(State.KeptPort("erlang") ?? 0),
                ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}",
                ["RABBITMQ_MNESIA_BASE"] = Path.Combine(Folder, "data"),
                ["RABBITMQ_LOG_BASE"] = Path.Combine(Folder, "log"),
                ["ERL_CRASH_DUMP"] = Path.Combine(Folder, "erl_crash.dump"),
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(Folder, "enabled_plugins"),
                ["RABBITMQ_CONFIG_FILE"] = ConfigurationFile,
                ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(Folder, "none"), // not the installed service's
                ["RABBITMQ_GENERATED_CONFIG_DIR"] = Path.Combine(Folder, "generated"),
            });
        }
    }

    /// <summary>The program that would run; null when there is none.</summary>
    public static string? Program => Tool.Find("rabbitmq-server", Folders);

    /// <summary>The connection string, an <c>amqp</c> URL for the virtual host <c>/</c>.</summary>
    public string ConnectionString => $"amqp://{User}:{State.Secret("messaging")}@127.0.0.1:{Text(Port)}";

    /// <summary>The management page and API, with user and password in the URL.</summary>
    public Uri Management => new($"http://{User}:{State.Secret("messaging")}@127.0.0.1:{Text(State.KeptPort("management") ?? 0)}");

    private string ConfigurationFile => Path.Combine(Folder, "rabbitmq.conf");

    /// <inheritdoc/>
    public override async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Its listener is the last thing that RabbitMQ starts. A word of AMQP more would be a broken connection in its log.
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            return null;
        }
        catch (SocketException)
        {
            return $"RabbitMQ does not answer on port {Port}.";
        }
    }

    private protected override async Task PrepareDataAsync(CancellationToken cancellationToken)
    {
        var management = State.FreePort("management");
        State.FreePort("epmd");
        State.FreePort("erlang");

        await _user.CreateFolderAsync(Folder, cancellationToken);
        await _user.WriteFileAsync(Path.Combine(Folder, "enabled_plugins"), "[rabbitmq_management].\n", cancellationToken);
        await _user.WriteFileAsync(
            ConfigurationFile,
            $"""
            default_user = {User}
            default_pass = {State.Secret("messaging")}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {management}
            log.file = false
            log.console = true
            log.console.level = warning
            raft.wal_max_size_bytes = 67108864

            """,
            cancellationToken);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
