using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.AppHost;

/// <summary>What a service answered to a command that it did not do.</summary>
internal static class ProblemAnswers
{
    /// <summary>The problem's detail or title, else the status.</summary>
    public static async Task<ExecuteCommandResult> FailureAsync(HttpCommandResultContext context)
    {
        var status = $"{context.ResourceName} answered {(int)context.Response.StatusCode}";
        try
        {
            var problem = await context.Response.Content.ReadFromJsonAsync<JsonElement>(context.CancellationToken);
            return CommandResults.Failure($"{status}: {Text(problem, "detail") ?? Text(problem, "title") ?? "without a reason"}");
        }
        catch (JsonException)
        {
            return CommandResults.Failure($"{status}.");
        }
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(name, out var value) ? value.GetString() : null;
}
