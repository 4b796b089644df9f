using Platform.LocalServers;

namespace Platform.TestKit;

/// <summary>A server of one test, which may kill it and start it again; its data and port stay.</summary>
public abstract class PrivateServer : IAsyncDisposable
{
    private readonly TestState _state;
    private RunningServer? _running;

    private protected PrivateServer(TestState state) => _state = state;

    private protected abstract LocalServer Server { get; }

    /// <summary>Starts it, and waits until it accepts connections.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default) =>
        _running = await RunningServer.StartAsync(Server, cancellationToken);

    /// <summary>A server whose start fails, or is broken off, leaves nothing behind.</summary>
    private protected static async Task<TServer> StartedAsync<TServer>(TServer server, CancellationToken cancellationToken)
        where TServer : PrivateServer
    {
        try
        {
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_running is { } running)
        {
            await running.KillAsync();
            await running.DisposeAsync();
            _running = null;
        }
    }

    /// <summary>Stops it in order, as for maintenance: its clients are told.</summary>
    public async Task StopAsync()
    {
        if (_running is { } running)
        {
            await running.DisposeAsync();
            _running = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _state.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>A RabbitMQ server of one test.</summary>
public sealed class PrivateBroker : PrivateServer
{
    private readonly LocalRabbitMq _server;

    private PrivateBroker(TestState state)
        : base(state) => _server = new LocalRabbitMq(state.Folder);

    /// <summary>Valid once started; the same after a restart.</summary>
    public string ConnectionString => _server.ConnectionString;

    private protected override LocalServer Server => _server;

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port => _server.Port;

    /// <summary>Runs <c>rabbitmqctl</c> on it.</summary>
    public Task ControlAsync(params string[] arguments) => _server.ControlAsync(arguments, CancellationToken.None);

    /// <summary>Makes and starts one.</summary>
    public static async Task<PrivateBroker> StartNewAsync(CancellationToken cancellationToken = default)
    {
        var broker = new PrivateBroker(TestState.Claim());
        return await StartedAsync(broker, cancellationToken);
    }
}

/// <summary>A Postgres server of one test.</summary>
public sealed class PrivatePostgres : PrivateServer
{
    private readonly LocalPostgres _server;

    private PrivatePostgres(TestState state)
        : base(state) => _server = new LocalPostgres(state.Folder);

    /// <summary>Of the database <c>test</c>, which is yet to be made. Valid once started; the same after a restart.</summary>
    public string ConnectionString => _server.ConnectionString("test");

    private protected override LocalServer Server => _server;

    /// <summary>Makes and starts one.</summary>
    public static async Task<PrivatePostgres> StartNewAsync(CancellationToken cancellationToken = default)
    {
        var postgres = new PrivatePostgres(TestState.Claim());
        return await StartedAsync(postgres, cancellationToken);
    }
}
