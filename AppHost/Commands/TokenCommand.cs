using Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.AppHost;

/// <summary>A token for a demo role, to be pasted into a request: what <c>./platform token</c> prints.</summary>
internal static class TokenCommand
{
    private const string Role = "role";

    public static IResourceBuilder<ProjectResource> WithTokenCommand(this IResourceBuilder<ProjectResource> identity, DemoTokens tokens) =>
        identity.WithCommand("token", "Get a token", context => GetAsync(tokens, context), new CommandOptions
        {
            Description = "A token for one of the demo roles, as ./platform token prints it",
            IconName = "Key",
            IsHighlighted = true,
            UpdateState = CommandStates.WhileRunning,
            Arguments =
            [
                new InteractionInput
                {
                    Name = Role,
                    Label = "Role",
                    InputType = InputType.Choice,
                    Required = true,
                    Value = DemoTokens.Operator,
                    Options = [.. DemoRoles.All.Select(role => KeyValuePair.Create(role, role))],
                },
            ],
        });

    private static async Task<ExecuteCommandResult> GetAsync(DemoTokens tokens, ExecuteCommandContext context)
    {
        var role = context.Arguments.GetString(Role) ?? DemoTokens.Operator;
        using var http = context.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        try
        {
            var token = await tokens.GetAsync(http, role, context.CancellationToken);
            return CommandResults.Success($"A token for the role {role}", token, CommandResultFormat.Text, displayImmediately: true);
        }
        catch (DistributedApplicationException problem)
        {
            return CommandResults.Failure(problem.Message);
        }
    }
}
