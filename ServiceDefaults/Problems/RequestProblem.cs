using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Platform.ServiceDefaults;

/// <summary>A request that could not be read, other than for its JSON, in the caller's words.</summary>
internal static partial class RequestProblem
{
    public static IResult Describe(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => Results.Problem(
            statusCode: exception.StatusCode, detail: "The request body is larger than this endpoint accepts."),
        StatusCodes.Status400BadRequest when HasNoBody(exception) =>
            Results.ValidationProblem(new Dictionary<string, string[]> { ["$"] = ["is required."] }, detail: "The request has no body."),
        StatusCodes.Status400BadRequest when Parameter().Match(exception.Message) is { Success: true } match =>
            Results.ValidationProblem(
                new Dictionary<string, string[]> { [match.Groups["name"].Value] = ["is missing or not of the right type."] },
                detail: "A parameter of the request could not be read."),
        _ => Results.Problem(statusCode: exception.StatusCode, detail: "The request could not be read."),
    };

    private static bool HasNoBody(BadHttpRequestException exception) =>
        exception.Message.Contains("was not provided from body", StringComparison.Ordinal)
        || exception.Message.Contains("no body was provided", StringComparison.Ordinal);

    // The framework's two messages name the parameter: Failed to bind parameter "int limit" from "x". | Required parameter "int limit" was not provided from query string.
    [GeneratedRegex("""^(?:Failed to bind|Required) parameter "[^"]*?(?<name>[^" ]+)" """)]
    private static partial Regex Parameter();
}
