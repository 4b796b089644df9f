using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Platform.LocalServers;

/// <summary>
/// RabbitMQ from the system's packages, with its management page. Everything listens on 127.0.0.1 only, the name server
/// of Erlang (epmd) included: the server has one of its own, which ends with it.
/// </summary>
/// <param name="state">Where its data is.</param>
/// <param name="member">
/// Given for one of a cluster of three (1 to 3) in the same folder. The name server of the first is that of all: start the
/// others once it answers (<see cref="NamesPort"/>), and end it last.
/// </param>
public sealed class LocalRabbitMq(StateFolder state, int? member = null)
    : LocalServer(state, "messaging" + Suffix(member), "rabbitmq" + Suffix(member))
{
    /// <summary>Folder with another <c>rabbitmq-server</c> than the system's.</summary>
    public const string FolderVariable = "LOCAL_RABBITMQ";

    /// <summary>The administrator.</summary>
    public const string User = "platform";

    // Not /usr/sbin: Debian's command there insists on the installed service's user and folders.
    private static readonly string[] Folders =
    [
        .. Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } given ? (string[])[given] : [],
        "/usr/lib/rabbitmq/bin",
        "/opt/homebrew/opt/rabbitmq/sbin",
    ];

    private readonly ServerUser _user = new("rabbitmq");

    /// <inheritdoc/>
    public override string? Missing => Installed is null || Tool.Find("epmd") is null
        ? "RabbitMQ is not installed. On Debian and Ubuntu: apt-get install -y --no-install-recommends rabbitmq-server"
        : null;

    /// <inheritdoc/>
    public override ServerProcess Process => new(Program, [], Folder, new Dictionary<string, string>
    {
        ["HOME"] = Home, // the Erlang cookie is here
        ["ERL_EPMD_PORT"] = Text(NamesPort),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = NodeName(member), // the data belongs to this name: never derived from a port
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = Text(Port),
        ["RABBITMQ_DIST_PORT"] = Text(State.KeptPort("erlang" + Suffix(member)) ?? 0),
        // No busy waiting: its schedulers would take the processor from everything else on a laptop.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
            "+sbwt none +sbwtdcpu none +sbwtdio none -start_epmd false -kernel inet_dist_use_interface {127,0,0,1}",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(Folder, "data"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(Folder, "log"),
        ["ERL_CRASH_DUMP"] = Path.Combine(Folder, "erl_crash.dump"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(Folder, "enabled_plugins"),
        ["RABBITMQ_CONFIG_FILE"] = ConfigurationFile,
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(Folder, "none"), // not the installed service's
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = Path.Combine(Folder, "generated"),
    });

    /// <summary>The installed program; null when there is none.</summary>
    public static string? Installed => Tool.Find("rabbitmq-server", Folders);

    /// <summary>The connection string, an <c>amqp</c> URL for the virtual host <c>/</c>.</summary>
    public string ConnectionString => $"amqp://{User}:{State.Secret("messaging")}@127.0.0.1:{Text(Port)}";

    /// <summary>The management page and API, with user and password in the URL.</summary>
    public Uri Management => new($"http://{User}:{State.Secret("messaging")}@127.0.0.1:{Text(ManagementPort)}");

    /// <summary>Where the management page is; 0 when none was chosen yet.</summary>
    public int ManagementPort => State.KeptPort("management" + Suffix(member)) ?? 0;

    /// <summary>Where Erlang's name server (epmd) listens; 0 when none was chosen yet.</summary>
    public int NamesPort => State.KeptPort("epmd") ?? 0;

    // Of all members, so that they have one cookie.
    private string Home => Path.Combine(State.Path, "messaging");

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

    /// <summary>Runs <c>rabbitmqctl</c> on it, once it is started.</summary>
    /// <exception cref="LocalServerException">It failed, with what it said.</exception>
    public Task ControlAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var variables = Process.Environment.Select(variable => $"{variable.Key}={variable.Value}");
        var control = Path.Combine(Path.GetDirectoryName(Installed)!, "rabbitmqctl");
        var (command, all) = _user.Run("env", [.. variables, control, "--node", NodeName(member), .. arguments]);
        return Tool.RunAsync(command, all, cancellationToken);
    }

    // epmd is a child of this script, and not the daemon that Erlang would start and leave behind.
    private protected override string Script => $"""
        {_user.Become}
        epmd -port "$ERL_EPMD_PORT" -address 127.0.0.1 >/dev/null 2>&1 &
        names=$!
        "{Installed}" &
        server=$!
        trap 'kill -TERM $server 2>/dev/null' TERM INT
        while kill -0 $server 2>/dev/null; do wait $server; code=$?; done
        kill $names 2>/dev/null
        wait $names
        exit $code

        """;

    /// <inheritdoc/>
    public override void ChoosePorts()
    {
        base.ChoosePorts();
        State.FreePort("management" + Suffix(member));
        State.FreePort("erlang" + Suffix(member));
        if (member is null || NamesPort == 0)
        {
            State.FreePort("epmd");
        }
    }

    private protected override async Task PrepareDataAsync(CancellationToken cancellationToken)
    {
        await _user.CreateFolderAsync(Home, cancellationToken);
        await _user.CreateFolderAsync(Folder, cancellationToken);
        var cookie = Path.Combine(Home, ".erlang.cookie");
        if (member is not null && !File.Exists(cookie))
        {
            await _user.WriteFileAsync(cookie, State.Secret("erlang"), cancellationToken);
        }

        await _user.WriteFileAsync(Path.Combine(Folder, "enabled_plugins"), "[rabbitmq_management].\n", cancellationToken);
        await _user.WriteFileAsync(
            ConfigurationFile,
            $"""
            default_user = {User}
            default_pass = {State.Secret("messaging")}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {Text(ManagementPort)}
            log.file = false
            log.console = true
            log.console.level = warning
            raft.wal_max_size_bytes = 67108864
            {Peers(member)}
            """,
            cancellationToken);
    }

    // Members find each other by these names when they first start.
    private static string Peers(int? member) => member is null
        ? ""
        : "cluster_formation.peer_discovery_backend = classic_config\n" + string.Concat(
            Enumerable.Range(1, 3).Select(number => $"cluster_formation.classic_config.nodes.{Text(number)} = {NodeName(number)}\n"));

    private static string NodeName(int? member) => $"platform{Suffix(member)}@localhost";

    private static string Suffix(int? member) => member is { } number ? $"-{Text(number)}" : "";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
