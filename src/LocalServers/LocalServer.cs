namespace Platform.LocalServers;

/// <summary>
/// A server that runs as a plain process with data of its own in the state folder, for machines without a container engine.
/// It never touches an installed service of the same kind. Order of use: <see cref="PrepareAsync"/>, then start
/// <see cref="Process"/> (or <see cref="RunningServer.StartAsync"/>), then wait until <see cref="ProblemAsync"/> is null.
/// </summary>
public abstract class LocalServer(StateFolder state, string name, string program)
{
    private bool _prepared;

    /// <summary>The folder all its files are in.</summary>
    public string Folder { get; } = Path.Combine(state.Path, name);

    /// <summary>
    /// What is started: a script under the server's own name, which becomes the server's user and knows how to stop it.
    /// <see cref="PrepareAsync"/> writes it.
    /// </summary>
    public string Program { get; } = Path.Combine(state.Path, "bin", program);

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

        await WaitForPortAsync(cancellationToken);
        ChoosePorts();
        StateFolder.CreateFolder(Path.GetDirectoryName(Program)!, StateFolder.Passable);
        await File.WriteAllTextAsync(Program, Script, cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, StateFolder.Passable);
        }

        await PrepareDataAsync(cancellationToken);
        _prepared = true;
    }

    /// <summary>Chooses the ports it will listen on, those of the last time where they are free.</summary>
    public virtual void ChoosePorts() => Port = State.FreePort(Name);

    /// <summary>One question to the server: null when it answers and accepts connections, else what is wrong.</summary>
    public abstract Task<string?> ProblemAsync(CancellationToken cancellationToken);

    // A server that is started again keeps its port, for whoever holds a connection string; what was killed a moment ago may
    // still be on it.
    private async Task WaitForPortAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 50 && _prepared && !Ports.IsFree(Port); attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>The text of <see cref="Program"/>.</summary>
    private protected abstract string Script { get; }

    private protected abstract Task PrepareDataAsync(CancellationToken cancellationToken);
}
