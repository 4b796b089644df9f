using System.CommandLine;
using Platform.Cli.Running;
using Platform.LocalServers;

namespace Platform.Cli.Verbs;

/// <summary><c>down</c>: stops the platform that another terminal started.</summary>
internal static class DownVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static Command Create()
    {
        var command = new Command("down", "Stop the platform of this clone, from another terminal or after one that was lost.");
        command.Runs(async (_, clone, cancellationToken) =>
        {
            using var running = RunningPlatform.Of(clone.State);
            if (running is not null)
            {
                Notice.Write($"stopping process {running.Id}");
                await ChildProcess.StopAsync(running, Patience);
            }

            var leftovers = await Leftovers.StopAsync(clone.State, Patience, cancellationToken);
            Notice.Write(running is null && leftovers == 0 ? "nothing of this clone is running." : "stopped.");
            return 0;
        });
        return command;
    }
}
