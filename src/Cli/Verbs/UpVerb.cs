using System.CommandLine;
using Platform.Cli.Running;
using Platform.Cli.Screen;
using Platform.Cli.Setup;
using Platform.Cli.Smoke;
using Platform.LocalServers;

namespace Platform.Cli.Verbs;

/// <summary><c>up</c>: sets up what is missing, starts everything, and shows what the services decide.</summary>
internal static class UpVerb
{
    private static readonly TimeSpan SmokeLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LeftoversPatience = TimeSpan.FromSeconds(15);

    public static Command Create()
    {
        var smoke = new Option<bool>("--smoke")
        {
            Description = "Run for at most three minutes, check a decision of each service and an event between two, stop, and end with one JSON line.",
        };
        var yes = Verb.YesOption();
        var command = new Command("up", "Set up what is missing, start everything, and show what the services decide. Ctrl-C stops it.") { smoke, yes };
        command.Runs(async (arguments, clone, cancellationToken) =>
        {
            var record = new RunRecord(clone.State.Path);
            await EndLostRunAsync(clone, record, cancellationToken);
            record.Take();
            try
            {
                await Prerequisites.ForRunningAsync(clone, arguments.GetValue(yes), cancellationToken);
                Notice.Write("building");
                await DotNet.BuildAsync(clone, "AppHost/AppHost.csproj", cancellationToken);
                return arguments.GetValue(smoke)
                    ? await SmokeAsync(clone, record, cancellationToken)
                    : await ShowAsync(clone, record, cancellationToken);
            }
            finally
            {
                record.Release();
            }
        });
        return command;
    }

    // Where the command was killed its AppHost stops by itself, and where that was, the orchestrator: it takes some seconds.
    private static async Task EndLostRunAsync(Clone clone, RunRecord record, CancellationToken cancellationToken)
    {
        using var lost = record.Lost();
        if (lost is not null || Leftovers.Find(clone.State).Count > 0 && Leftovers.Owner(clone.State) is null)
        {
            Notice.Write("waiting for what a lost run of this clone left behind to stop");
            if (lost is not null)
            {
                await ChildProcess.StopAsync(lost, StopLimit);
            }

            await Leftovers.EndAsync(clone.State, LeftoversPatience, cancellationToken);
        }
    }

    private static async Task<int> ShowAsync(Clone clone, RunRecord record, CancellationToken cancellationToken)
    {
        using var client = new PlatformClient(clone, TimeProvider.System);
        await using var host = AppHostRun.Start(clone, record);
        try
        {
            await host.WaitUntilHealthyAsync(client, StartLimit, cancellationToken);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var screen = new DecisionScreen(client, host.Reports, TimeProvider.System).ShowAsync(ended.Token);
            await Task.WhenAny(screen, host.WaitForEndAsync(cancellationToken));
            await ended.CancelAsync();
            await screen.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            throw host.EndedByItself();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Notice.Write("stopping");
            return 0;
        }
    }

    private static async Task<int> SmokeAsync(Clone clone, RunRecord record, CancellationToken cancellationToken)
    {
        using var client = new PlatformClient(clone, TimeProvider.System);
        var check = new SmokeCheck(client, TimeProvider.System);
        string? failure = null;
        try
        {
            await using var host = AppHostRun.Start(clone, record);
            await host.WaitUntilHealthyAsync(client, SmokeLimit, cancellationToken);
            failure = await check.RunAsync(host, SmokeLimit, cancellationToken);
            Notice.Write("stopping");
        }
        catch (CommandFailedException reason)
        {
            failure = reason.Message;
        }

        Console.WriteLine(check.Line(failure));
        return failure is null ? 0 : 1;
    }
}
