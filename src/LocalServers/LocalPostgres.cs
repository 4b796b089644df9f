using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Platform.LocalServers;

/// <summary>Postgres from the system's packages, over TCP on 127.0.0.1 only, superuser <c>postgres</c> with a password.</summary>
public sealed class LocalPostgres(StateFolder state) : LocalServer(state, "postgres", "postgres")
{
    /// <summary>The superuser.</summary>
    public const string User = "postgres";

    // Memory is taken as it fills. With the default of 128 MB a query that needs a page may first have to write another one
    // out, and wait for the log before that: p99 of a payment at 300/s was half as long again.
    private const string SharedBuffers = "shared_buffers=512MB";

    private static readonly string[] Folders =
        ["/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin"];

    private readonly ServerUser _user = new("postgres");

    /// <inheritdoc/>
    public override string? Missing => FindProgram("postgres") is null || FindProgram("initdb") is null
        ? "Postgres is not installed. On Debian and Ubuntu: apt-get install -y --no-install-recommends postgresql"
        : null;

    /// <inheritdoc/>
    public override ServerProcess Process => new(
        Program,
        [
            "-D", DataFolder, "-p", Port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=400",
            "-c", SharedBuffers, "-c", "log_min_messages=warning",
        ],
        Folder,
        new Dictionary<string, string>());

    /// <summary>The installed program; null when there is none.</summary>
    public static string? Installed => FindProgram("postgres");

    // SIGTERM asks Postgres to wait for its clients to leave; SIGINT disconnects them and shuts down in order.
    // It writes all its log to the error stream, where ordinary lines would look like errors.
    private protected override string Script => $"""
        {_user.Become}
        "{Installed}" "$@" 2>&1 &
        server=$!
        trap 'kill -INT $server 2>/dev/null' TERM INT
        while kill -0 $server 2>/dev/null; do wait $server; code=$?; done
        exit $code

        """;

    private string DataFolder => Path.Combine(Folder, "data");

    /// <summary>An Npgsql connection string for <paramref name="database"/>, which migrations create when it does not exist.</summary>
    public string ConnectionString(string database = "postgres") => string.Create(
        CultureInfo.InvariantCulture,
        $"Host=127.0.0.1;Port={Port};Username={User};Password={State.Secret("postgres")};Database={database}");

    /// <inheritdoc/>
    public override async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            await client.GetStream().WriteAsync(StartupMessage(), cancellationToken);
            var answer = new byte[1];
            await client.GetStream().ReadExactlyAsync(answer, cancellationToken);
            return answer[0] == 'R' ? null : $"Postgres on port {Port} is not ready yet.";
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return $"Postgres does not answer on port {Port}.";
        }
    }

    private protected override async Task PrepareDataAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(DataFolder))
        {
            return;
        }

        await _user.CreateFolderAsync(Folder, cancellationToken);
        // Made under another name first: an interrupted initdb is never taken for a database.
        var unfinished = DataFolder + ".new";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        var password = Path.Combine(Folder, "password");
        await _user.WriteFileAsync(password, State.Secret("postgres"), cancellationToken);
        var (command, arguments) = _user.Run(
            FindProgram("initdb")!, "-D", unfinished, "-U", User, "-A", "scram-sha-256", $"--pwfile={password}",
            "--encoding=UTF8", "--locale=C.UTF-8");
        await Tool.RunAsync(command, arguments, cancellationToken);
        File.Delete(password);
        Directory.Move(unfinished, DataFolder);
    }

    private static string? FindProgram(string name) => Tool.Find(name, Folders);

    // Protocol 3.0, user and database postgres. A server that is still recovering answers with an error, one that is
    // ready asks for the password.
    private static byte[] StartupMessage()
    {
        var parameters = Encoding.ASCII.GetBytes("user\0postgres\0database\0postgres\0\0");
        var message = new byte[8 + parameters.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), 3 << 16);
        parameters.CopyTo(message, 8);
        return message;
    }
}
