using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Platform.ServiceDefaults;

/// <summary>
/// Says where in the JSON the mistake is and what was expected there. The serialiser's own messages name CLR types,
/// so only the member names are taken from them; what is expected comes from the endpoint's contract.
/// </summary>
internal static partial class JsonProblem
{
    private const string Detail = "The request body does not fit what this endpoint takes.";

    public static IResult Describe(JsonException exception, HttpContext context, JsonSerializerOptions options) =>
        Results.ValidationProblem(Errors(exception, context, options), detail: Detail);

    private static Dictionary<string, string[]> Errors(JsonException exception, HttpContext context, JsonSerializerOptions options)
    {
        var path = string.IsNullOrEmpty(exception.Path) ? "$" : exception.Path;
        if (MissingMembers().Match(exception.Message) is { Success: true } missing)
        {
            return MemberNames().Matches(missing.Groups["names"].Value)
                .ToDictionary(name => $"{path}.{name.Groups[1].Value}", _ => Because("is required."));
        }

        if (UnknownMember().Match(exception.Message) is { Success: true } unknown)
        {
            return new() { [Child(path, unknown.Groups["name"].Value)] = Because("is not a member this endpoint knows.") };
        }

        if (DuplicateMember().Match(exception.Message) is { Success: true } duplicate)
        {
            return new() { [Child(path, duplicate.Groups["name"].Value)] = Because("occurs more than once.") };
        }

        if (exception.Message.Contains(" doesn't allow ", StringComparison.Ordinal))
        {
            return new() { [path] = Because("must not be null.") };
        }

        // The reader's exceptions (syntax) are a private subtype of JsonException.
        if (exception.GetType() != typeof(JsonException) || exception.InnerException is JsonException)
        {
            var (line, position) = (exception.LineNumber + 1, exception.BytePositionInLine + 1);
            return new() { [path] = Because($"is not well-formed JSON (line {line}, byte {position}).") };
        }

        // The handler runs outside of the endpoint, which is remembered with the exception.
        var root = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        return new() { [path] = Because(JsonContract.Expected(root, path, options)) };
    }

    private static string[] Because(string reason) => [reason];

    // The serialiser's path sometimes ends at the member already, sometimes at its parent.
    private static string Child(string path, string name) =>
        path.EndsWith("." + name, StringComparison.Ordinal) ? path : $"{path}.{name}";

    [GeneratedRegex("missing required properties including: (?<names>.+)$")]
    private static partial Regex MissingMembers();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex MemberNames();

    [GeneratedRegex("^The JSON property '(?<name>.+)' could not be mapped to any")]
    private static partial Regex UnknownMember();

    [GeneratedRegex("^Duplicate property '(?<name>.+)' encountered")]
    private static partial Regex DuplicateMember();
}
