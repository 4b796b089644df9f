using System.Globalization;
using System.Net.Http.Json;

namespace Platform.AppHost;

/// <summary>Makes the simulator send more, less or nothing.</summary>
internal static class PaceCommand
{
    private const string Factor = "factor";
    private const double MaxFactor = 100;

    public static IResourceBuilder<ProjectResource> WithPaceCommand(this IResourceBuilder<ProjectResource> simulator, DemoTokens tokens) =>
        simulator.WithHttpCommand("/v1/pace", "Set the pace", commandName: "pace", commandOptions: new HttpCommandOptions
        {
            Method = HttpMethod.Put,
            Description = "How fast simulated payments, orders, readings and X-rays come: 1 is the normal pace, 0 a pause",
            IconName = "TopSpeed",
            IsHighlighted = true,
            UpdateState = CommandStates.WhileRunning,
            Arguments = [new InteractionInput { Name = Factor, Label = "Times the normal pace", InputType = InputType.Number, Required = true, Value = "1" }],
            ValidateArguments = context =>
            {
                if (Parse(context.Inputs) is not >= 0 and <= MaxFactor)
                {
                    context.AddValidationError(Factor, $"A number from 0 to {MaxFactor}, such as 0.5 or 10");
                }

                return Task.CompletedTask;
            },
            PrepareRequest = async context =>
            {
                await tokens.SignAsync(context);
                context.Request.Content = JsonContent.Create(new { Factor = Parse(context.Arguments) });
            },
            GetCommandResult = async context => context.Response.IsSuccessStatusCode
                ? CommandResults.Success(Invariant($"Sending at {Parse(context.Arguments)} times the normal pace"))
                : await ProblemAnswers.FailureAsync(context),
        });

    private static double? Parse(InteractionInputCollection inputs) =>
        double.TryParse(inputs.GetString(Factor), NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) ? factor : null;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
