using System.Text.RegularExpressions;

namespace Fraud.FunctionalTests;

/// <summary>A request of <c>Fraud.Api.http</c>, with its variables as they are written.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Caller">The variable whose token it sends: <c>analyst</c>.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Body">As it stands in the file.</param>
internal sealed partial record HttpRequestExample(string Title, string Method, string Path, string Caller, string? ContentType, string? Body)
{
    /// <summary>The same with values for its variables.</summary>
    public HttpRequestExample With(IReadOnlyDictionary<string, string> values) => this with { Path = Filled(Path, values), Body = Body is null ? null : Filled(Body, values) };

    private static string Filled(string text, IReadOnlyDictionary<string, string> values) =>
        Variable().Replace(text, name => values.GetValueOrDefault(name.Groups[1].Value, name.Value));

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Variable();
}

/// <summary>The service's file of runnable requests.</summary>
internal static partial class HttpFile
{
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fraud.Api.http")).ReplaceLineEndings("\n");

    public static HttpRequestExample[] Requests { get; } = [.. Text.Split("\n### ").Skip(1).Select(Read)];

    /// <summary>The variables it declares.</summary>
    public static string[] Variables { get; } = [.. Declaration().Matches(Text).Select(line => line.Groups[1].Value)];

    private static HttpRequestExample Read(string request)
    {
        var (head, body) = request.Split("\n\n", 2) is [var lines, var rest] ? (lines, rest.Trim('\n')) : (request, "");
        var (title, call) = (head.Split('\n')[0], Call().Match(head));
        return new HttpRequestExample(
            title,
            call.Groups["method"].Value,
            call.Groups["path"].Value,
            Caller().Match(head).Groups[1].Value,
            ContentType().Match(head) is { Success: true } type ? type.Groups[1].Value : null,
            body.Length > 0 ? body : null);
    }

    [GeneratedRegex(@"^(?<method>[A-Z]+) \{\{host\}\}(?<path>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex(@"^Authorization: Bearer \{\{(\w+)\}\}$", RegexOptions.Multiline)]
    private static partial Regex Caller();

    [GeneratedRegex("^Content-Type: (.+)$", RegexOptions.Multiline)]
    private static partial Regex ContentType();

    [GeneratedRegex(@"^@(\w+) = ", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
