namespace Platform.LocalServers;

/// <summary>
/// A server that runs as a plain process with data of its own in the state folder, for machines without a container engine.
/// It never touches an installed service of the same kind. Order of use: <see cref="PrepareAsync"/>, then start
/// <see cref="Process"/> (or <see cref="RunningServer.StartAsync"/>), then wait until <see cref="ProblemAsync"/> is null.
/// </summary>
public abstract class LocalServer(StateFolder state, string name)
{
    private bool _prepared;

    /// <summary>The folder all its files are in.</summary>
    public string Folder { get; } = Path.Combine(state.Path, name);

    /// <summary>The resource name.</summary>
    public string Name { get; } = name;

    /// <summary>The port it listens on, of 127.0.0.1. Kept from run to run while it stays free.</summary>
    public int Port { get; private protected set; } = state.KeptPort(name) ?? 0;

    /// <summary>What has to be installed first, with the command; null when all is there.</summary>
    public abstract string? Missing { get; }

    /// <summary>How to start it. Valid after <see cref="PrepareAsync"/>.</summary>
    public abstract ServerProcess Process { get; }

    private protected StateFolder State { get; } = state;

    /// <summary>Makes data, configuration and password on first use, and chooses free ports.</summary>
    /// <exception cref="LocalServerException">Its program is not installed, or refuses.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (Missing is { } missing)
        {
            throw new LocalServerException(missing);
        }

        await ChoosePortAsync(cancellationToken);
        await PrepareDataAsync(cancellationToken);
    }

    /// <summary>One question to the server: null when it answers and accepts connections, else what is wrong.</summary>
    public abstract Task<string?> ProblemAsync(CancellationToken cancellationToken);

    // A server that is started again keeps its port, for whoever holds a connection string; what was killed a moment ago may
    // still be on it.
    private async Task ChoosePortAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 50 && _prepared && !Ports.IsFree(Port); attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }

        Port = State.FreePort(Name);
        _prepared = true;
    }

    private protected abstract Task PrepareDataAsync(CancellationToken cancellationToken);
}
