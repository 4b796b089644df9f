using System.ComponentModel;

namespace Platform.LocalServers;

/// <summary>A local server that this process started, and that ends with it.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly ProcessGroup _group;

    private RunningServer(LocalServer server, ProcessGroup group) => (Server, _group) = (server, group);

    public LocalServer Server { get; }

    /// <summary>Prepares the server, starts it, and waits until it accepts connections.</summary>
    /// <exception cref="LocalServerException">It is not installed, or does not come up; with its last lines of output.</exception>
    public static async Task<RunningServer> StartAsync(LocalServer server, CancellationToken cancellationToken)
    {
        await server.PrepareAsync(cancellationToken);
        var running = new RunningServer(server, Start(server));
        try
        {
            await running.WaitUntilReadyAsync(cancellationToken);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it at once, as a power cut would: for tests of what survives.</summary>
    public async Task KillAsync()
    {
        _group.Kill();
        await _group.Exit;

        // Postgres' workers are sessions of their own and hold the port until they see that it is over, and a new server
        // takes an old one that was not yet reaped for a living one.
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        while ((_group.HasMembers || !Ports.IsFree(Server.Port)) && time.GetElapsedTime(start) < StopPatience)
        {
            await Task.Delay(PollInterval, time);
        }
    }

    /// <summary>Stops it in order.</summary>
    public async ValueTask DisposeAsync()
    {
        await _group.StopAsync(StopPatience);
        _group.Dispose();
    }

    private static ProcessGroup Start(LocalServer server)
    {
        try
        {
            return ProcessGroup.Start(server.Process);
        }
        catch (Win32Exception error)
        {
            throw new LocalServerException($"{server.Name} cannot be started ({server.Process.Command}): {error.Message}", error);
        }
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        while (await Server.ProblemAsync(cancellationToken) is { } problem)
        {
            if (_group.Exit.IsCompletedSuccessfully)
            {
                throw Failed($"{Server.Name} ended with code {await _group.Exit} while it started");
            }

            if (time.GetElapsedTime(start) > StartPatience)
            {
                throw Failed($"{problem} Waited {StartPatience.TotalSeconds:0} s");
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    private LocalServerException Failed(string reason) =>
        new($"{reason}. Its last lines:{Environment.NewLine}{string.Join(Environment.NewLine, _group.LastLines)}");
}
