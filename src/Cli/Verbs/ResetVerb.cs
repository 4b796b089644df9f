using System.CommandLine;
using Platform.Cli.Running;
using Platform.Cli.Setup;
using Platform.LocalServers;
using Spectre.Console;

namespace Platform.Cli.Verbs;

/// <summary><c>reset</c>: throws the local servers' data away, and asks first.</summary>
internal static class ResetVerb
{
    public static Command Create()
    {
        var yes = Verb.YesOption();
        var command = new Command("reset", "Delete this clone's databases, queues, secrets and logs. Asks first.") { yes };
        command.Runs(async (arguments, clone, cancellationToken) =>
        {
            var state = clone.State;
            using var running = RunningPlatform.Of(state);
            if (running is not null)
            {
                throw new CommandFailedException($"the platform is up (process {running.Id}): stop it first, with ./platform down.");
            }

            if (!arguments.GetValue(yes) && !await ConfirmAsync(state.Path, cancellationToken))
            {
                Notice.Write("nothing was deleted.");
                return 1;
            }

            await Leftovers.StopAsync(state, TimeSpan.FromSeconds(30), cancellationToken);
            await ContainerEngine.RemoveVolumesAsync(clone, cancellationToken);
            state.Delete();
            Notice.Write($"deleted {state.Path}.");
            return 0;
        });
        return command;
    }

    // Deleting data is the one question that an absent terminal does not answer with yes.
    private static async Task<bool> ConfirmAsync(string folder, CancellationToken cancellationToken) =>
        Console.IsInputRedirected
            ? throw new CommandFailedException($"reset deletes {folder}; without a terminal to ask, say --yes.")
            : await AnsiConsole.ConfirmAsync($"Delete {folder} with all databases and queues of this clone?", defaultValue: false, cancellationToken);
}
