using Microsoft.Extensions.DependencyInjection;

namespace Platform.AppHost;

/// <summary>Starts over with empty databases and queues.</summary>
internal static class ResetCommand
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(45);

    /// <param name="postgres">The server that has the command in the page.</param>
    /// <param name="data">What goes.</param>
    /// <param name="programs">Stopped before, those that run, and started afterwards.</param>
    public static void WithResetCommand<T>(
        this IResourceBuilder<T> postgres, ServerData data, params IEnumerable<IResourceBuilder<ProjectResource>> programs)
        where T : IResource
    {
        IResource[] all = [.. programs.Select(program => program.Resource)];
        postgres.WithCommand("reset", "Reset all data", context => ResetAsync(data, all, context), new CommandOptions
        {
            Description = "Empties every database and queue of this clone and starts the services anew",
            ConfirmationMessage =
                $"Delete {string.Join(", ", data.Databases)} and every queue with what is in them? "
                + $"{string.Join(", ", all.Select(program => program.Name))} are stopped meanwhile. This cannot be undone.",
            IconName = "DatabaseArrowDown",
            UpdateState = CommandStates.WhileRunning,
            Progress = new CommandProgressOptions { Message = "Stopping the services, deleting databases and queues, starting again", HideCancelButton = true },
        });
    }

    private static async Task<ExecuteCommandResult> ResetAsync(ServerData data, IResource[] programs, ExecuteCommandContext context)
    {
        var notifications = context.Services.GetRequiredService<ResourceNotificationService>();
        var commands = context.Services.GetRequiredService<ResourceCommandService>();
        var running = programs.Where(program => IsRunning(notifications, program)).ToArray();
        string? problem = null;
        try
        {
            await Task.WhenAll(running.Select(program => StopAsync(commands, notifications, program, context.CancellationToken)));
            await data.DeleteAsync(context.CancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException || !context.CancellationToken.IsCancellationRequested)
        {
            problem = $"Not everything was deleted: {error.Message} Try again.";
        }

        // Also when it failed: what was running runs again, on what is there. Who waits for another comes after it.
        foreach (var group in running.GroupBy(program => WaitsForAnother(program, running)).OrderBy(group => group.Key))
        {
            var started = await Task.WhenAll(group.Select(program =>
                commands.ExecuteCommandAsync(program, KnownResourceCommands.StartCommand, context.CancellationToken)));
            problem ??= started.FirstOrDefault(result => !result.Success)?.Message;
        }

        return problem is null
            ? CommandResults.Success($"Deleted {string.Join(", ", data.Databases)} and all queues; {running.Length} programs start anew")
            : CommandResults.Failure(problem);
    }

    private static bool WaitsForAnother(IResource program, IResource[] others) =>
        program.Annotations.OfType<WaitAnnotation>().Any(wait => others.Contains(wait.Resource));

    private static bool IsRunning(ResourceNotificationService notifications, IResource program) =>
        notifications.TryGetCurrentState(program.Name, out var now) && now.Snapshot.State?.Text == KnownResourceStates.Running;

    private static async Task StopAsync(
        ResourceCommandService commands, ResourceNotificationService notifications, IResource program, CancellationToken cancellationToken)
    {
        await commands.ExecuteCommandAsync(program, KnownResourceCommands.StopCommand, cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StopPatience);
        await notifications.WaitForResourceAsync(program.Name, KnownResourceStates.TerminalStates, patience.Token);
    }
}
