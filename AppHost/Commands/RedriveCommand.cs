using System.Globalization;
using System.Net.Http.Json;

namespace Platform.AppHost;

/// <summary>Sends a service's dead letters to their queues again, through its own endpoint and audit trail, as an operator.</summary>
internal static class RedriveCommand
{
    private const int MaxLetters = 1_000;

    private sealed record RedriveReport(int Redriven, long Left, long WithoutSubscription, string? Stopped);

    public static IResourceBuilder<ProjectResource> WithRedriveCommand(this IResourceBuilder<ProjectResource> service, DemoTokens tokens) =>
        service.WithHttpCommand("/v1/dead-letters/redrive", "Redrive dead letters", commandName: "redrive", commandOptions: new HttpCommandOptions
        {
            Method = HttpMethod.Post,
            Description = string.Create(CultureInfo.InvariantCulture, $"Sends up to {MaxLetters} parked messages to their queues for a new first attempt"),
            ConfirmationMessage = $"Send the parked messages of {service.Resource.Name} to their queues again? What had its effect has it no second time.",
            IconName = "MailArrowUp",
            UpdateState = CommandStates.WhileRunning,
            PrepareRequest = async context =>
            {
                await tokens.SignAsync(context);
                context.Request.Content = JsonContent.Create(new { Limit = MaxLetters });
            },
            GetCommandResult = ResultAsync,
        });

    private static async Task<ExecuteCommandResult> ResultAsync(HttpCommandResultContext context)
    {
        if (!context.Response.IsSuccessStatusCode)
        {
            return await ProblemAnswers.FailureAsync(context);
        }

        var report = (await context.Response.Content.ReadFromJsonAsync<RedriveReport>(context.CancellationToken))!;
        var said = string.Create(CultureInfo.InvariantCulture, $"{report.Redriven} sent again, {report.Left} left");
        return report.Stopped is null ? CommandResults.Success(said) : CommandResults.Failure($"{said}. Stopped early: {report.Stopped}");
    }
}
